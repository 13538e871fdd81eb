import { expect, test } from "vitest";
import { readPaymobAccount } from "#app/gateways/paymob/account.server.ts";
import { createAuthToken } from "#app/gateways/paymob/auth-token.server.ts";
import { startPeer } from "#tests/gateways/fake-peer.ts";
import { paymobKeys, testEnv } from "#tests/gateways/test-accounts.ts";

test("a token is kept for fifty of its sixty minutes", async () => {
  let now = 0;
  await using peer = await startPeer(() => ({ status: 201, json: { token: "t" } }));
  const env = testEnv({ ...paymobKeys, PAYMOB_BASE_URL: peer.url });
  const token = createAuthToken(readPaymobAccount(env)!, () => now);
  await token.get();
  now = 49 * 60_000;
  await token.get();
  expect(peer.requests).toHaveLength(1);
  now = 51 * 60_000;
  await token.get();
  expect(peer.requests).toHaveLength(2);
});

test("a failure is not kept", async () => {
  let fails = true;
  await using peer = await startPeer(() =>
    fails ? { status: 403, json: { detail: "no" } } : { status: 201, json: { token: "t" } },
  );
  const env = testEnv({ ...paymobKeys, PAYMOB_BASE_URL: peer.url });
  const token = createAuthToken(readPaymobAccount(env)!);
  expect(await token.get()).toMatchObject({ outcome: "none" });
  fails = false;
  expect(await token.get()).toEqual({ outcome: "token", token: "t" });
});

test("discarding a token somebody has already replaced keeps the new one", async () => {
  let issued = 0;
  await using peer = await startPeer(() => ({ status: 201, json: { token: `t${++issued}` } }));
  const env = testEnv({ ...paymobKeys, PAYMOB_BASE_URL: peer.url });
  const token = createAuthToken(readPaymobAccount(env)!);
  await token.get();
  token.discard("t1");
  await token.get();
  token.discard("t1");
  expect(await token.get()).toEqual({ outcome: "token", token: "t2" });
});
