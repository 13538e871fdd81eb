import { describe, expect, test } from "vitest";
import { readIkhokhaAccount } from "#app/gateways/ikhokha/account.server.ts";
import { sign } from "#app/gateways/ikhokha/signature.server.ts";
import { authenticate as authenticateIkhokha } from "#app/gateways/ikhokha/webhook.server.ts";
import { readReturn } from "#app/gateways/paymob/read-return.server.ts";
import { bytes, callbackUrl, type Vector, vectors } from "#tests/gateways/fixtures.ts";
import { ikhokhaKeys, paymob, testEnv } from "#tests/gateways/test-accounts.ts";

const isPost = (vector: Vector) => vector.gateway === "paymob" && vector.payload !== undefined;
const isGet = (vector: Vector) => vector.gateway === "paymob" && vector.query !== undefined;
const isIkhokha = (vector: Vector) => vector.gateway === "ikhokha";
const named = (rows: Vector[]) => rows.map((row) => [row.id, row] as const);

test("every vector is read by exactly one of the tests below", () => {
  expect(vectors).toHaveLength(29);
  for (const row of vectors)
    expect([isPost(row), isGet(row), isIkhokha(row)].filter(Boolean)).toHaveLength(1);
});

describe("Paymob's POST callbacks", () => {
  test.each(named(vectors.filter(isPost)))("%s", (_id, row) => {
    const gateway = paymob({ PAYMOB_HMAC_SECRET: row.secret });
    const answer = gateway.authenticate(
      bytes(JSON.stringify(row.payload)),
      new Headers(),
      callbackUrl(row.expected_signature),
    );
    expect(answer.verdict).toBe(row.verifies ? "authentic" : "bad_signature");
  });
});

describe("Paymob's GET redirects", () => {
  test.each(named(vectors.filter(isGet)))("%s", (_id, row) => {
    const query = new URLSearchParams(row.query_string ?? { ...row.query, hmac: row.expected_signature });
    const read = readReturn(query, row.secret);
    if (row.verifies) expect(read).toMatchObject({ state: "succeeded", transactionRef: row.query!.id });
    else expect(read).toBeNull();
  });

  test("names with underscores verify too, as PHP would pass them on", () => {
    const row = vectors.find((one) => one.id === "paymob-02")!;
    const flat = Object.entries(row.query!).map(([name, value]) => [name.replace(".", "_"), value]);
    const query = new URLSearchParams([...flat, ["hmac", row.expected_signature]] as [string, string][]);
    expect(readReturn(query, row.secret)?.orderRef).toBe("217503754");
  });

  test("a plus sign decoded to a space does not verify", () => {
    const row = vectors.find((one) => one.id === "paymob-17-derived")!;
    const raw = row.query_string!.replace("%2B03", "+03");
    expect(readReturn(new URLSearchParams(raw), row.secret)).toBeNull();
  });

  test("a redirect without a signature, or with another one, says nothing", () => {
    const row = vectors.find((one) => one.id === "paymob-02")!;
    expect(readReturn(new URLSearchParams(row.query), row.secret)).toBeNull();
    const changed = new URLSearchParams(row.query_string!);
    changed.set("success", "false");
    expect(readReturn(changed, row.secret)).toBeNull();
  });
});

describe("iKhokha's signatures", () => {
  const account = readIkhokhaAccount(testEnv(ikhokhaKeys))!;

  test.each(named(vectors.filter(isIkhokha)))("%s", (_id, row) => {
    expect(sign(row.path!, row.body!, row.secret).toString("hex")).toBe(row.expected_signature);
    // A negative row carries the signature of a text that was escaped wrongly: ours is another, and it is refused.
    expect(row.computed_signature === row.expected_signature).toBe(row.verifies);
    if (row.body === "") return;
    const headers = row.headers ?? { "ik-appid": account.appId, "ik-sign": row.computed_signature };
    const ours = { ...account, appSecret: row.secret, callbackPath: row.path! };
    const answer = authenticateIkhokha(bytes(row.body!), new Headers(headers), ours);
    expect(answer.verdict).toBe(row.verifies ? "authentic" : "bad_signature");
  });
});
