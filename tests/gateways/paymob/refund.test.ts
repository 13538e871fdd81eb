import { expect, test } from "vitest";
import { type PeerAnswer, startPeer } from "#tests/gateways/fake-peer.ts";
import { sample } from "#tests/gateways/fixtures.ts";
import { paymob } from "#tests/gateways/test-accounts.ts";

const child = sample("paymob-refund-api-response").body;
const request = {
  refundId: "ref_1",
  transactionRef: "574588",
  amount: { minor: 1000, currency: "EGP" },
};

async function refundAnswered(answer: PeerAnswer, changes: Partial<typeof request> = {}) {
  await using peer = await startPeer(() => answer);
  const reply = await paymob({ PAYMOB_BASE_URL: peer.url }).refund({ ...request, ...changes });
  return { reply, requests: peer.requests };
}

test("a refund is sent once, with the secret key, and done when its child succeeded", async () => {
  const { reply, requests } = await refundAnswered({ status: 200, json: child });
  expect(reply).toEqual({ outcome: "done", refundRef: "579305" });
  expect(requests).toMatchObject([
    {
      method: "POST",
      path: "/api/acceptance/void_refund/refund",
      json: { transaction_id: 574588, amount_cents: 1000 },
      headers: { authorization: "Token egy_sk_test_0000" },
    },
  ]);
});

test.each([
  ["declined inside a 200", { status: 200, json: { ...child, success: false } }, "refused"],
  ["pending", { status: 200, json: { ...child, pending: true } }, "unknown"],
  ["of another amount", { status: 200, json: { ...child, amount_cents: 999 } }, "unknown"],
  ["of another payment", { status: 200, json: { ...child, parent_transaction: 1 } }, "unknown"],
  ["of no payment", { status: 200, json: { ...child, parent_transaction: null } }, "unknown"],
] satisfies [string, PeerAnswer, string][])("a child %s is %s", async (_what, answer, outcome) => {
  expect((await refundAnswered(answer)).reply.outcome).toBe(outcome);
});

test("more than the rest is refused as too large", async () => {
  const { body } = sample("paymob-refund-error-too-much");
  const { reply } = await refundAnswered({ status: 400, json: body });
  expect(reply).toMatchObject({ outcome: "refused", code: "amount_too_large" });
});

test("what is no transaction id is never sent", async () => {
  for (const transactionRef of ["", "abc", "1e3", "0574588", "99999999999999999999"]) {
    const { reply, requests } = await refundAnswered({ status: 200, json: child }, { transactionRef });
    expect(reply).toMatchObject({ outcome: "refused", code: "not_found" });
    expect(requests).toHaveLength(0);
  }
});
