import { expect, test } from "vitest";
import { sign, signedText, signedValues } from "#app/gateways/paymob/signature.server.ts";
import { bytes, callbackUrl, type Json, sample, samples } from "#tests/gateways/fixtures.ts";
import { fixtureSecret, paymob } from "#tests/gateways/test-accounts.ts";

const gateway = paymob();

function keyOf(body: Json): string {
  const signature = sign(signedText(signedValues("transaction", body))!, fixtureSecret).toString("hex");
  const answer = gateway.authenticate(bytes(JSON.stringify(body)), new Headers(), callbackUrl(signature));
  if (answer.verdict !== "authentic") throw new Error(`not authentic: ${answer.verdict}`);
  return answer.envelope.eventKey;
}

test("re-deliveries keep the key: the delivery log grows, keys change places, the log's time moves", () => {
  const { body } = sample("paymob-card-success-egp");
  const key = keyOf(body);
  expect(key).toMatch(/^transaction:192036465:succeeded:0:[0-9a-f]{24}$/);
  const again = structuredClone(body);
  again.obj.transaction_processed_callback_responses = [
    { response: { status: "200" }, callback_url: "https://x" },
  ];
  again.obj.updated_at = "2024-06-29T09:00:00.000000";
  expect(keyOf(again)).toBe(key);
  const reordered = { ...body, obj: Object.fromEntries(Object.entries(body.obj).reverse()) };
  expect(keyOf(reordered)).toBe(key);
});

test("two refunds carry one signature and still have two keys", () => {
  const { body } = sample("paymob-refund-parent-partial");
  const second = structuredClone(body);
  second.obj.refunded_amount_cents = 9900;
  expect(keyOf(body)).toMatch(/^transaction:542754263:refunded:3000:/);
  expect(keyOf(second)).toMatch(/^transaction:542754263:refunded:9900:/);
});

test("pending, then paid, of one transaction are two events", () => {
  const pending = keyOf(sample("paymob-kiosk-pending-callback").body);
  const paid = keyOf(sample("paymob-kiosk-paid-late-synthetic").body);
  expect(pending).toMatch(/^transaction:187200498:pending:/);
  expect(paid).toMatch(/^transaction:187200498:succeeded:/);
});

test("no two of the samples' callbacks share a key", () => {
  const bodies = samples.filter((one) => one.body?.type === "TRANSACTION").map((one) => one.body);
  expect(new Set(bodies.map(keyOf)).size).toBe(bodies.length);
});

test("a twin with moved digits, or with a changed unsigned state, never takes the honest event's key", () => {
  const { body } = sample("paymob-card-success-egp");
  const honest = keyOf(body);
  const twins = [
    { ...body.obj, id: 1920364654, integration_id: "097558" },
    { ...body.obj, id: 19203646540, integration_id: 97558 },
    { ...body.obj, owner: 2, order: { ...body.obj.order, id: 21750375430285 }, pending: "false" },
    { ...body.obj, amount_cents: "100000" },
    { ...body.obj, is_refund: true },
    { ...body.obj, is_refund: "true" },
    { ...body.obj, is_void: true, parent_transaction: 7 },
    { ...body.obj, parent_transaction: "x" },
  ];
  for (const obj of twins) {
    const key = keyOf({ ...body, obj });
    expect(key).not.toBe(honest);
  }
});

test("a child with another parent named is another event", () => {
  const { body } = sample("paymob-refund-child-callback-synthetic");
  const other = { ...body, obj: { ...body.obj, parent_transaction: 1 } };
  expect(keyOf(body)).not.toBe(keyOf(other));
});
