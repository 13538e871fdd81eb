import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CheckoutReply, Gateway, GatewayEvent, GatewayName } from "#app/gateways/gateway.ts";
import { createGateways, type Gateways } from "#app/gateways/registry.server.ts";
import { sandboxEnv } from "#scripts/sandbox/keys.ts";
import { type RunningSandbox, startSandbox } from "#scripts/sandbox/server.ts";
import { bytes } from "#tests/gateways/fixtures.ts";
import { checkoutRequest, testEnv } from "#tests/gateways/test-accounts.ts";
import { type Merchant, startMerchant } from "#tests/sandbox/merchant.ts";

let sandbox: RunningSandbox;
let merchant: Merchant;
let gateways: Gateways;
let attempts = 0;

beforeAll(async () => {
  merchant = await startMerchant();
  sandbox = await startSandbox({ port: 0, retryBaseMs: 1 });
  gateways = createGateways(testEnv(sandboxEnv(sandbox.origin)));
});
afterAll(async () => {
  await sandbox.close();
  await merchant.close();
});

async function control(path: string, body: object) {
  const headers = { "content-type": "application/json" };
  await fetch(`${sandbox.origin}/_sandbox/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  await fetch(`${sandbox.origin}/_sandbox/idle`);
}

/** What the callbacks received since say, read through the adapter's own front door. */
function readReceived(gateway: Gateway): GatewayEvent[] {
  return merchant.received.splice(0).map((one) => {
    const headers = new Headers(one.headers as Record<string, string>);
    const url = new URL(`https://bursar.example.com${one.path}?${one.query}`);
    const answer = gateway.authenticate(bytes(one.raw), headers, url);
    if (answer.verdict !== "authentic") throw new Error(`${answer.verdict}: ${one.raw}`);
    return gateway.read(answer.envelope);
  });
}

async function open(name: GatewayName, currency: string) {
  const gateway = gateways.get(name)!;
  const request = checkoutRequest({
    attemptId: `att_sandbox_${++attempts}`,
    amount: { minor: 45000, currency },
    description: "O'Brien's دورة",
    notificationUrl: `${merchant.origin}/api/payments/webhook/${name}`,
  });
  const reply = await gateway.createCheckout(request);
  if (reply.outcome !== "redirect") throw new Error(JSON.stringify(reply satisfies CheckoutReply));
  const refs = { attemptId: request.attemptId, orderRef: reply.orderRef, transactionRef: null };
  return { gateway, refs, reference: { reference: request.attemptId } };
}

const cases = [
  ["paymob", "EGP"],
  ["paymob", "OMR"],
  ["ikhokha", "ZAR"],
] as const;

describe.each(cases)("%s in %s, over the wire", (name, currency) => {
  const amount = { minor: 45000, currency };

  test("a checkout is paid: its callback verifies, and asking says the same", async () => {
    const { gateway, refs, reference } = await open(name, currency);
    await control("pay", reference);
    const events = readReceived(gateway);
    const { orderRef } = refs;
    const fact = { state: "succeeded", orderRef, attemptRef: refs.attemptId, accountIsOurs: true };
    expect(events).toContainEqual(
      expect.objectContaining({ type: "transaction", fact: expect.objectContaining(fact) }),
    );
    const paid = { outcome: "answered", facts: [{ state: "succeeded", orderRef, amount }] };
    expect(await gateway.inquire(refs)).toMatchObject(paid);
    // And where the answer to the checkout was lost, by our own reference.
    expect(await gateway.inquire({ ...refs, orderRef: null })).toMatchObject(paid);
  });

  test("a failure says why; a success that follows is found by the same question", async () => {
    const { gateway, refs, reference } = await open(name, currency);
    await control("pay", { ...reference, outcome: "insufficient_funds" });
    expect(readReceived(gateway)).toMatchObject([
      { type: "transaction", fact: { state: "failed", code: "insufficient_funds" } },
    ]);
    expect(await gateway.inquire(refs)).toMatchObject({
      facts: [{ state: "failed", orderRef: refs.orderRef }],
    });
    await control("pay", reference);
    readReceived(gateway);
    const reply = await gateway.inquire(refs);
    const states = reply.outcome === "answered" ? reply.facts.map((fact) => fact.state) : [];
    expect(states).toContain("succeeded");
  });
});

test("a Paymob refund is done once and read back from the payment it belongs to", async () => {
  const { gateway, refs, reference } = await open("paymob", "EGP");
  await control("pay", reference);
  readReceived(gateway);
  const paid = await gateway.inquire(refs);
  const transactionRef = paid.outcome === "answered" ? paid.facts[0]!.transactionRef : "";
  const request = { refundId: "ref_1", transactionRef, amount: { minor: 15000, currency: "EGP" } };
  expect(await gateway.refund(request)).toMatchObject({ outcome: "done" });
  const tooMuch = { ...request, amount: { minor: 45000, currency: "EGP" } };
  expect(await gateway.refund(tooMuch)).toMatchObject({ outcome: "refused", code: "amount_too_large" });
  const refunded = { state: "refunded", transactionRef, refundedMinor: 15000, amount: { minor: 45000 } };
  expect(await gateway.inquire(refs)).toMatchObject({ outcome: "answered", facts: [refunded] });
});

test("iKhokha's history lists its links", async () => {
  const { gateway, refs } = await open("ikhokha", "ZAR");
  const today = new Date();
  expect(await gateway.history(today, today)).toMatchObject({
    outcome: "listed",
    entries: expect.arrayContaining([
      expect.objectContaining({ orderRef: refs.orderRef, attemptRef: refs.attemptId }),
    ]),
  });
});
