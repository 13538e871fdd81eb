import { describe, expect, test } from "vitest";
import { signReturnQuery, signTransaction } from "#scripts/sandbox/paymob/sign-callback.ts";
import type { Received } from "./merchant.ts";
import { keys, secretKey, useSchool } from "./school.ts";

const school = useSchool();
const pay = (body: object) => school.call("POST", "/_sandbox/pay", body);
const secret = keys.PAYMOB_HMAC_SECRET!;

/** Opens an order and pays it; answers the order's id, its reference and what pay said. */
async function paid(choice: object = {}, intention: Record<string, unknown> = {}) {
  const { body } = await school.createIntention(intention);
  const answer = await pay({ orderId: body.intention_order_id, ...choice });
  expect(answer.status).toBe(200);
  await school.idle();
  return { ...answer.body, orderId: body.intention_order_id, reference: body.special_reference };
}
const received = () => school.merchant().received;
const isSigned = (each: Received) => each.query.get("hmac") === signTransaction(each.body.obj, secret);

async function inquire(order: object) {
  const bearer = { authorization: `Bearer ${await school.token()}` };
  return school.call("POST", "/api/ecommerce/orders/transaction_inquiry", order, bearer);
}
async function read(id: number) {
  const bearer = { authorization: `Bearer ${await school.token()}` };
  return (await school.call("GET", `/api/acceptance/transactions/${id}`, undefined, bearer)).body;
}

describe("a payment from the hosted page to the merchant", () => {
  test("an approved card: signed callback, signed return query, the same answer on inquiry", async () => {
    const { transaction, redirectUrl, orderId, reference } = await paid();
    expect(received()).toHaveLength(1);
    const [callback] = received();
    expect(callback!.path).toBe("/hooks/paymob");
    expect(callback!.query.get("tenant")).toBe("1");
    expect(callback!.query.get("hmac")).toMatch(/^[0-9a-f]{128}$/);
    expect(isSigned(callback!)).toBe(true);
    expect(callback!.body).toMatchObject({
      type: "TRANSACTION",
      issuer_bank: null,
      obj: {
        id: transaction.id,
        success: true,
        pending: false,
        amount_cents: 45_000,
        currency: "EGP",
        integration_id: 4097558,
        order: { id: orderId, merchant_order_id: reference, amount_cents: 45_000 },
        payment_key_claims: { order_id: orderId },
        data: { klass: "MigsPayment", txn_response_code: "APPROVED", amount: 45_000, captured_amount: 450 },
      },
    });
    expect(callback!.body.obj.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);

    const query = Object.fromEntries(new URL(redirectUrl).searchParams);
    expect(query).toMatchObject({
      payment: "pay_1.token",
      order: String(orderId),
      success: "true",
      "source_data.pan": "2346",
      "data.message": "Approved",
    });
    expect(query.hmac).toBe(signReturnQuery(query, secret));

    expect((await inquire({ order_id: String(orderId) })).body.id).toBe(transaction.id);
    expect((await inquire({ merchant_order_id: reference })).body.success).toBe(true);
  });

  test.each([
    ["decline", "DECLINED", "05", false],
    ["insufficient_funds", "INSUFFICIENT_FUNDS", "51", false],
    ["authentication_failed", "AUTHENTICATION_FAILED", "-", false],
    ["risk", "11", "-", false],
    ["error", "ERROR", "-", true],
  ])("%s is told with its codes", async (outcome, code, acquirer, broken) => {
    const { redirectUrl } = await paid({ outcome });
    expect(received()[0]!.body.obj).toMatchObject({
      success: false,
      pending: false,
      error_occured: broken,
      data: { txn_response_code: code, acq_response_code: acquirer },
    });
    expect(new URL(redirectUrl).searchParams.get("success")).toBe("false");
  });

  test("a declined order can be tried again, a paid one cannot", async () => {
    const { body } = await school.createIntention();
    const orderId = body.intention_order_id;
    const first = await pay({ orderId, outcome: "decline" });
    const second = await pay({ orderId });
    expect(second.body.transaction.id).toBeGreaterThan(first.body.transaction.id);
    expect((await pay({ orderId })).status).toBe(409);
    expect((await inquire({ order_id: orderId })).body.id).toBe(second.body.transaction.id);
  });

  test("cancelling leaves no transaction and no callback", async () => {
    const { redirectUrl, orderId } = await paid({ outcome: "cancel" });
    expect(redirectUrl).toBe(`${school.merchant().origin}/result?payment=pay_1.token`);
    expect(received()).toEqual([]);
    expect((await inquire({ order_id: orderId })).status).toBe(404);
  });

  test("a kiosk voucher stays pending until it is settled under the same transaction", async () => {
    const { transaction, orderId } = await paid({ outcome: "pending", method: "kiosk" });
    expect(transaction).toMatchObject({ pending: true, success: false, integration_id: 4097560 });
    expect(transaction.data).toMatchObject({ txn_response_code: "05", bill_reference: transaction.id });
    const settled = await school.call("POST", "/_sandbox/settle", { orderId });
    expect(settled.body.transaction).toMatchObject({ id: transaction.id, pending: false, success: true });
    await school.idle();
    expect(received().map((each) => each.body.obj.success)).toEqual([false, true]);
    expect((await school.call("POST", "/_sandbox/settle", { orderId })).status).toBe(409);
  });

  test("a voucher nobody paid is voided without having succeeded", async () => {
    const { orderId } = await paid({ outcome: "pending", method: "kiosk" });
    await school.call("POST", "/_sandbox/settle", { orderId, outcome: "cancel" });
    expect((await inquire({ order_id: orderId })).body).toMatchObject({
      pending: false,
      success: false,
      is_voided: true,
    });
  });

  test("riyals carry their offset and Saudi codes, rials a thousand baisa", async () => {
    const sar = { currency: "SAR", payment_methods: [4097561] };
    await paid({}, sar);
    const [riyals] = received();
    expect(riyals!.body.obj.created_at).toMatch(/\+03:00$/);
    expect(riyals!.body.obj.data.txn_response_code).toBe("0");
    expect(isSigned(riyals!)).toBe(true);
    const { redirectUrl } = await paid({}, { currency: "OMR", payment_methods: [4097563] });
    expect(received()[1]!.body.obj.data.migs_order.amount).toBe(45);
    expect(redirectUrl).toContain("%2B04%3A00"); // a raw + would be read as a space
  });

  test("a saved card is told of first, in its own signed callback", async () => {
    const { orderId } = await paid({ saveCard: true, delivery: "before_redirect" });
    expect(received().map((each) => each.body.type)).toEqual(["TOKEN", "TRANSACTION"]);
    expect(received()[0]!.body.obj.order_id).toBe(String(orderId));
  });
});

describe("refunds, voids and captures", () => {
  const change = (path: string, body: object) =>
    school.call("POST", `/api/acceptance/${path}`, body, secretKey);

  test("a refund answers the child, tells of the parent's running total, and inquiry finds the child", async () => {
    const { transaction, orderId } = await paid();
    const first = await change("void_refund/refund", {
      transaction_id: transaction.id,
      amount_cents: 15_000,
    });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      is_refund: true,
      is_refunded: false,
      parent_transaction: transaction.id,
      amount_cents: 15_000,
      payment_key_claims: null,
    });
    await school.idle();
    await change("void_refund/refund", { transaction_id: String(transaction.id), amount_cents: 30_000 });
    await school.idle();

    const [, partial, full] = received();
    for (const [callback, total] of [[partial!, 15_000] as const, [full!, 45_000] as const]) {
      expect(callback.body.obj).toMatchObject({
        id: transaction.id,
        success: true,
        is_refunded: true,
        is_refund: false,
        has_parent_transaction: false,
        refunded_amount_cents: total,
      });
      expect(isSigned(callback)).toBe(true);
    }
    expect(partial!.query.get("hmac")).toBe(full!.query.get("hmac"));
    expect((await inquire({ order_id: orderId })).body).toMatchObject({
      is_refund: true,
      amount_cents: 30_000,
    });
    expect(await read(transaction.id)).toMatchObject({ is_refunded: true, refunded_amount_cents: 45_000 });
  });

  test("more than the rest is refused in Paymob's words", async () => {
    const { transaction } = await paid();
    const answer = await change("void_refund/refund", {
      transaction_id: transaction.id,
      amount_cents: 45_001,
    });
    expect(answer).toEqual({
      status: 400,
      body: {
        message:
          "Requested Refund Amount is greater than the maximum refund amount permissible. Maximum Refund Amount is EGP 450.0",
      },
    });
  });

  test("a card payment is voided once, and not refunded after", async () => {
    const { transaction } = await paid();
    const body = { transaction_id: transaction.id };
    expect((await change("void_refund/void", body)).body).toMatchObject({ is_void: true });
    await school.idle();
    expect(received().at(-1)!.body.obj).toMatchObject({ id: transaction.id, is_voided: true, success: true });
    expect((await change("void_refund/void", body)).status).toBe(400);
    expect((await change("void_refund/refund", { ...body, amount_cents: 100 })).status).toBe(400);
  });

  test("an authorisation is captured up to its amount", async () => {
    const { transaction } = await paid({ outcome: "authorize" });
    expect(transaction).toMatchObject({ is_auth: true, is_captured: false, success: true });
    const capture = (cents: number) =>
      change("capture", { transaction_id: transaction.id, amount_cents: cents });
    expect((await capture(45_001)).body).toEqual({ detail: "Capture amount cannot exceed auth amount" });
    expect((await capture(45_000)).body).toMatchObject({
      is_capture: true,
      parent_transaction: transaction.id,
    });
    expect(await read(transaction.id)).toMatchObject({ is_captured: true, captured_amount: 45_000 });
  });

  test("lists are newest first, orders carry their transactions", async () => {
    const a = await paid({ outcome: "decline" });
    const b = await paid();
    const bearer = { authorization: `Bearer ${await school.token()}` };
    const get = (path: string) => school.call("GET", path, undefined, bearer);
    const page = await get("/api/acceptance/transactions?page=1&page_size=1");
    expect(page.body.results.map((row: { id: number }) => row.id)).toEqual([b.transaction.id]);
    const next = new URL(page.body.next);
    const second = await get(next.pathname + next.search);
    expect(second.body.results[0].id).toBe(a.transaction.id);
    expect(second.body.next).toBeNull();
    expect((await get(`/api/ecommerce/orders/${a.orderId}`)).body.transactions).toHaveLength(1);
  });
});
