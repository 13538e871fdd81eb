import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CheckoutReply, Gateway, GatewayName } from "#app/gateways/gateway.ts";
import { createGateways } from "#app/gateways/registry.server.ts";
import { readEnv } from "#app/lib/env.server.ts";
import { sandboxEnv } from "#scripts/sandbox/keys.ts";
import { type RunningSandbox, startSandbox } from "#scripts/sandbox/server.ts";
import { type Merchant, startMerchant } from "./merchant.ts";

// The product's adapters and the sandbox share no code: what they agree on, they agree on by the documents.
let sandbox: RunningSandbox;
let merchant: Merchant;
let gatewayOf: (name: GatewayName) => Gateway;
let count = 0;

beforeAll(async () => {
  merchant = await startMerchant();
  sandbox = await startSandbox({ port: 0, retryBaseMs: 1 });
  const env = readEnv({
    APP_URL: "http://127.0.0.1:3000",
    NODE_ENV: "test",
    DATABASE_URL: "postgres://127.0.0.1/unused",
    SESSION_SECRET: "0123456789abcdef0123456789abcdef",
    ...sandboxEnv(sandbox.origin),
  });
  const gateways = createGateways(env);
  gatewayOf = (name) => gateways.get(name)!;
});
afterAll(async () => {
  await sandbox.close();
  await merchant.close();
});
beforeEach(() => {
  merchant.received.length = 0;
});

const currency = { paymob: "EGP", ikhokha: "ZAR" };

async function checkout(name: GatewayName, attemptId = `att_adapter${++count}`) {
  const reply = await gatewayOf(name).createCheckout({
    attemptId,
    paymentId: `pay_adapter${count}`,
    amount: { minor: 45_000, currency: currency[name] },
    description: "Mona's “Data Analysis” & more",
    student: { firstName: "منى", lastName: "O'Neil", email: "mona@example.com", phone: null },
    notificationUrl: `${merchant.origin}/api/payments/webhook/${name}`,
    returnUrls: {
      success: `${merchant.origin}/result?payment=pay_1.t`,
      failure: `${merchant.origin}/result?payment=pay_1.t`,
      cancel: `${merchant.origin}/result?payment=pay_1.t`,
    },
    expiresInSeconds: 3600,
  });
  const { outcome, orderRef, url } = reply as Extract<CheckoutReply, { outcome: "redirect" }>;
  expect(outcome, JSON.stringify(reply)).toBe("redirect");
  return { url, refs: { attemptId, orderRef, transactionRef: null } };
}

async function pay(body: object) {
  const response = await fetch(`${sandbox.origin}/_sandbox/pay`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  await fetch(`${sandbox.origin}/_sandbox/idle`);
}

function authenticate(name: GatewayName) {
  return merchant.received.map((each) => {
    const url = new URL(`${merchant.origin}${each.path}?${each.query}`);
    return gatewayOf(name).authenticate(
      Buffer.from(each.raw),
      new Headers(each.headers as Record<string, string>),
      url,
    );
  });
}

describe.each(["paymob", "ikhokha"] as const)(
  "%s: the product and the sandbox understand each other",
  (name) => {
    test("a checkout is opened where the sandbox serves its page", async () => {
      const { url, refs } = await checkout(name);
      const page = await fetch(url);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain("450.00");
      const reply = await gatewayOf(name).inquire(refs);
      const paid = reply.outcome === "answered" && reply.facts.some((fact) => fact.state !== "pending");
      expect(paid).toBe(false);
    });

    test("a payment is authentic, read and found again", async () => {
      const { url, refs } = await checkout(name);
      await pay({ url });
      const [verdict] = authenticate(name);
      if (verdict?.verdict !== "authentic") throw new Error(JSON.stringify(verdict));
      expect(gatewayOf(name).read(verdict.envelope)).toMatchObject({
        type: "transaction",
        fact: { state: "succeeded", orderRef: refs.orderRef, accountIsOurs: true },
      });
      expect(await gatewayOf(name).inquire(refs)).toMatchObject({
        outcome: "answered",
        facts: [
          {
            state: "succeeded",
            orderRef: refs.orderRef,
            amount: { minor: 45_000, currency: currency[name] },
          },
        ],
      });
    });

    test("a broken signature is refused, five deliveries are one event", async () => {
      await pay({ url: (await checkout(name)).url, delivery: "broken_signature" });
      expect(authenticate(name)).toMatchObject([{ verdict: "bad_signature" }]);
      merchant.received.length = 0;
      await pay({ url: (await checkout(name)).url, delivery: "five_times" });
      const keys = authenticate(name).map((each) => each.verdict === "authentic" && each.envelope.eventKey);
      expect(keys).toHaveLength(5);
      expect(new Set(keys).size).toBe(1);
    });

    test("a declined payment says so", async () => {
      const { url, refs } = await checkout(name);
      await pay({ url, outcome: "insufficient_funds" });
      expect(await gatewayOf(name).inquire(refs)).toMatchObject({
        outcome: "answered",
        facts: [{ state: "failed", orderRef: refs.orderRef }],
      });
    });

    test("the gateway's own history names the payment, where the product reads one", async () => {
      const { url, refs } = await checkout(name);
      await pay({ url });
      const day = 86_400_000;
      const reply = await gatewayOf(name).history(new Date(Date.now() - day), new Date(Date.now() + day));
      // Paymob's list is documented by one source only, so the product does not rely on it.
      expect(reply.outcome).toBe(gatewayOf(name).can.listTransactions ? "listed" : "unknown");
      if (reply.outcome !== "listed") return;
      expect(reply.entries.filter((entry) => entry.orderRef === refs.orderRef)).toMatchObject([
        { fact: { state: "succeeded" } },
      ]);
    });

    test("a reference cannot be sent twice", async () => {
      const { refs } = await checkout(name);
      await expect(checkout(name, refs.attemptId)).rejects.toThrow(/refused/);
    });
  },
);

test("a refund at Paymob is done, and inquiry reads the parent's running total", async () => {
  const paymob = gatewayOf("paymob");
  const { url, refs } = await checkout("paymob");
  await pay({ url });
  const before = await paymob.inquire(refs);
  const transactionRef = before.outcome === "answered" ? before.facts[0]!.transactionRef : "";
  const amount = { minor: 15_000, currency: "EGP" };
  expect(await paymob.refund({ refundId: "ref_1", transactionRef, amount })).toMatchObject({
    outcome: "done",
  });
  const after = await paymob.inquire(refs);
  if (after.outcome !== "answered") throw new Error(JSON.stringify(after));
  expect(after.facts.find((fact) => fact.transactionRef === transactionRef)).toMatchObject({
    state: "refunded",
    refundedMinor: 15_000,
    amount: { minor: 45_000 },
  });
  const tooMuch = { refundId: "ref_2", transactionRef, amount: { minor: 30_001, currency: "EGP" } };
  expect(await paymob.refund(tooMuch)).toMatchObject({ outcome: "refused", code: "amount_too_large" });
});
