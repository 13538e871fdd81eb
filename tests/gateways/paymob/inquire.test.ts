import { expect, test } from "vitest";
import { type Peer, type PeerAnswer, startPeer } from "#tests/gateways/fake-peer.ts";
import { sample } from "#tests/gateways/fixtures.ts";
import { paymob } from "#tests/gateways/test-accounts.ts";

const attemptId = "att_1";
const paid = sample("paymob-card-success-egp").body.obj;
const orderRef = String(paid.order.id);
const child = sample("paymob-refund-child-inquiry").body;
const refundedParent = {
  ...sample("paymob-refund-parent-partial").body.obj,
  refunded_amount_cents: 9900,
};

const notFound: PeerAnswer = { status: 404, json: { detail: "Not found." } };
const ok = (json: unknown): PeerAnswer => ({ status: 200, json });

/** A Paymob that knows these transactions by id, and this as its answer to an inquiry by order or reference. */
function paymobThatKnows(
  latest: PeerAnswer,
  byId: Record<string, PeerAnswer> = {},
  order: PeerAnswer = notFound,
): Promise<Peer> {
  return startPeer(({ path }) => {
    if (path === "/api/auth/tokens") return { status: 201, json: { token: "a-token" } };
    if (path === "/api/ecommerce/orders/transaction_inquiry") return latest;
    if (path.startsWith("/api/ecommerce/orders/")) return order;
    return byId[path.replace("/api/acceptance/transactions/", "")] ?? notFound;
  });
}
const ask = (peer: Peer, refs: { orderRef?: string; transactionRef?: string }) =>
  paymob({ PAYMOB_BASE_URL: peer.url }).inquire({ attemptId, orderRef: null, transactionRef: null, ...refs });
const paths = (peer: Peer) => peer.requests.map((one) => `${one.method} ${one.path}`).sort();

test("by order: the latest transaction, with the token of the older API", async () => {
  await using peer = await paymobThatKnows(ok(paid));
  expect(await ask(peer, { orderRef })).toMatchObject({
    outcome: "answered",
    facts: [{ state: "succeeded", orderRef, transactionRef: "192036465" }],
  });
  const inquiry = peer.requests.find((one) => one.path.endsWith("transaction_inquiry"))!;
  expect(inquiry.json).toEqual({ order_id: orderRef });
  expect(inquiry.headers.authorization).toBe("Bearer a-token");
  expect(peer.requests[0]!.json).toEqual({ api_key: "api-key-0000" });
});

test("by transaction and by order: a later failure does not hide the success that is known", async () => {
  const failed = { ...paid, id: 192036999, success: false };
  await using peer = await paymobThatKnows(ok(failed), { "192036465": ok(paid) });
  const reply = await ask(peer, { orderRef, transactionRef: "192036465" });
  const facts = reply.outcome === "answered" ? reply.facts : [];
  expect(facts.map((fact) => [fact.transactionRef, fact.state]).sort()).toEqual([
    ["192036465", "succeeded"],
    ["192036999", "failed"],
  ]);
});

test("a success that no callback told of is found behind a later failure", async () => {
  const failed = { ...paid, id: 192036999, success: false };
  const refund = { ...child, order: paid.order };
  const elsewhere = { ...paid, id: 5, order: { id: 5 } };
  const transactions = [paid, failed, refund, elsewhere, { id: "?" }, 7, null];
  await using peer = await paymobThatKnows(ok(failed), {}, ok({ id: 217503754, transactions }));
  const reply = await ask(peer, { orderRef });
  const facts = reply.outcome === "answered" ? reply.facts : [];
  expect(facts.map((fact) => [fact.transactionRef, fact.state])).toEqual([
    ["192036999", "failed"],
    ["192036465", "succeeded"],
  ]);
});

test("a success that no callback told of is found behind a voucher that still waits", async () => {
  const voucher = { ...paid, id: 192036999, pending: true, success: false };
  await using peer = await paymobThatKnows(
    ok(voucher),
    {},
    ok({ id: 217503754, transactions: [paid, voucher] }),
  );
  expect(await ask(peer, { orderRef })).toMatchObject({
    outcome: "answered",
    facts: [{ state: "pending" }, { transactionRef: "192036465", state: "succeeded" }],
  });
});

test.each<[string, PeerAnswer]>([
  ["is not found", notFound],
  ["lists nothing", ok({ id: 217503754 })],
  ["is an HTML page", { status: 200, text: "<html>" }],
])("a failure stands where the order %s", async (_what, order) => {
  await using peer = await paymobThatKnows(ok({ ...paid, success: false }), {}, order);
  const reply = await ask(peer, { orderRef });
  expect(reply).toMatchObject({ outcome: "answered", facts: [{ state: "failed" }] });
});

test("one transaction said twice is one fact", async () => {
  await using peer = await paymobThatKnows(ok(paid), { "192036465": ok(paid) });
  const reply = await ask(peer, { orderRef, transactionRef: "192036465" });
  expect(reply).toMatchObject({ outcome: "answered", facts: [{ transactionRef: "192036465" }] });
  expect(reply.outcome === "answered" && reply.facts).toHaveLength(1);
});

test("a refund child is answered with its parent's running total", async () => {
  await using peer = await paymobThatKnows(ok(child), { "542754263": ok(refundedParent) });
  expect(await ask(peer, { orderRef: "619143122" })).toMatchObject({
    outcome: "answered",
    facts: [{ state: "refunded", transactionRef: "542754263", refundedMinor: 9900, amount: { minor: 9900 } }],
  });
  expect(paths(peer)).toContain("GET /api/acceptance/transactions/542754263");
});

test.each([
  ["not found", notFound],
  ["itself a child", ok({ ...child, id: 542754263 })],
  ["another transaction", ok(paid)],
  ["an HTML page", { status: 200, text: "<html>" } as PeerAnswer],
])("a child whose parent is %s answers nothing", async (_what, parent) => {
  await using peer = await paymobThatKnows(ok(child), { "542754263": parent });
  expect(await ask(peer, { orderRef: "619143122" })).toMatchObject({ outcome: "unknown" });
});

test("by our reference where the order's id never came: only if the answer echoes it", async () => {
  const echoing = (merchant_order_id: unknown) =>
    ok({ ...paid, order: { ...paid.order, merchant_order_id } });
  await using right = await paymobThatKnows(echoing(attemptId));
  expect(await ask(right, {})).toMatchObject({
    outcome: "answered",
    facts: [{ attemptRef: attemptId, orderRef }],
  });
  expect(right.requests.at(-1)!.json).toEqual({ merchant_order_id: attemptId });
  for (const wrong of ["att_2", null, 1]) {
    await using peer = await paymobThatKnows(echoing(wrong));
    expect(await ask(peer, {})).toMatchObject({ outcome: "unknown" });
  }
});

test("an answer about another order is no answer", async () => {
  await using peer = await paymobThatKnows(ok(paid));
  expect(await ask(peer, { orderRef: "1" })).toMatchObject({ outcome: "unknown" });
});

test("nothing by order, but the transaction is known: that is the answer", async () => {
  await using peer = await paymobThatKnows(notFound, { "192036465": ok(paid) });
  expect(await ask(peer, { orderRef, transactionRef: "192036465" })).toMatchObject({ outcome: "answered" });
});

test("nothing in one answer and no answer to the other is unknown, not nothing", async () => {
  await using peer = await paymobThatKnows(notFound, { "192036465": { status: 500, text: "" } });
  const reply = await ask(peer, { orderRef, transactionRef: "192036465" });
  expect(reply).toMatchObject({ outcome: "unknown" });
});

test("an unreadable transaction is unknown, with the field that is wrong", async () => {
  await using peer = await paymobThatKnows(ok({ ...paid, amount_cents: "1000.00" }));
  expect(await ask(peer, { orderRef })).toMatchObject({
    outcome: "unknown",
    reason: expect.stringContaining("amount_cents"),
  });
});

test("many questions at once fetch one token; a refused token is replaced once", async () => {
  let issued = 0;
  const valid = () => `Bearer token-${issued}`;
  await using peer = await startPeer(({ path, headers }) => {
    if (path === "/api/auth/tokens") {
      issued += 1;
      return { status: 201, json: { token: `token-${issued}` } };
    }
    return headers.authorization === valid() ? ok(paid) : { status: 401, json: { detail: "expired" } };
  });
  const gateway = paymob({ PAYMOB_BASE_URL: peer.url });
  const refs = { attemptId, orderRef, transactionRef: null };
  const askTogether = () => Promise.all(Array.from({ length: 8 }, () => gateway.inquire(refs)));

  for (const reply of await askTogether()) expect(reply.outcome).toBe("answered");
  expect(issued).toBe(1);
  issued = 2; // Paymob forgets token-1
  const again = await askTogether();
  expect(again.map((reply) => reply.outcome)).toEqual(Array(8).fill("answered"));
  expect(issued).toBe(3);
});

test("a bad API key is said so and asks for nothing more", async () => {
  const { body } = sample("paymob-error-bad-api-key");
  await using peer = await startPeer(() => ({ status: 403, json: body }));
  expect(await ask(peer, { orderRef })).toMatchObject({ outcome: "unknown", code: "auth" });
  expect(paths(peer)).toEqual(["POST /api/auth/tokens"]);
});
