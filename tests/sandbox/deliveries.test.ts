import { describe, expect, test } from "vitest";
import { signTransaction } from "#scripts/sandbox/paymob/sign-callback.ts";
import { type Received, startMerchant } from "./merchant.ts";
import { keys, useSchool } from "./school.ts";

const school = useSchool();
const received = () => school.merchant().received;
const control = (method: string, path: string, body?: object) =>
  school.call(method, `/_sandbox/${path}`, body);

async function pay(choice: object = {}) {
  const { body } = await school.createIntention();
  const answer = await control("POST", "pay", { orderId: body.intention_order_id, ...choice });
  return { ...answer.body, reference: body.special_reference };
}
const deliveries = async () => (await control("GET", "deliveries")).body.deliveries;
const isSigned = (each: Received) =>
  each.query.get("hmac") === signTransaction(each.body.obj, keys.PAYMOB_HMAC_SECRET!);

describe("how the merchant hears of a payment", () => {
  test("before the redirect: answered when pay answers", async () => {
    await pay({ delivery: "before_redirect" });
    expect(received()).toHaveLength(1);
  });

  test("late: not yet when pay answers, then as asked", async () => {
    await pay({ delivery: "late", delayMs: 60 });
    expect(received()).toHaveLength(0);
    await school.idle();
    expect(received()).toHaveLength(1);
  });

  test("five times: signed alike, never the same bytes, each with the answers before it", async () => {
    await pay({ delivery: "five_times" });
    await school.idle();
    expect(received()).toHaveLength(5);
    expect(new Set(received().map((each) => each.query.get("hmac"))).size).toBe(1);
    expect(new Set(received().map((each) => each.raw)).size).toBe(5);
    const logs = received().map((each) => each.body.obj.transaction_processed_callback_responses.length);
    expect(logs).toEqual([0, 1, 2, 3, 4]);
  });

  test("out of order: the pending one comes after the paid one", async () => {
    await pay({ delivery: "out_of_order" });
    await school.idle();
    expect(received().map((each) => each.body.obj.pending)).toEqual([false, true]);
    expect(received().every(isSigned)).toBe(true);
  });

  test("never: nothing is sent, and the log says so", async () => {
    await pay({ delivery: "never" });
    await school.idle();
    expect(received()).toEqual([]);
    expect(await deliveries()).toMatchObject([{ state: "withheld", attempts: [] }]);
  });

  test("broken signature: wrong, and not repeated when refused", async () => {
    school.merchant().answers.push(401);
    await pay({ delivery: "broken_signature" });
    await school.idle();
    expect(received()).toHaveLength(1);
    expect(isSigned(received()[0]!)).toBe(false);
    expect(await deliveries()).toMatchObject([{ state: "gave_up", attempts: [{ status: 401 }] }]);
  });

  test("another amount: signed, and inquiry says the same", async () => {
    const { transaction } = await pay({ delivery: "other_amount" });
    await school.idle();
    expect(received()[0]!.body.obj.amount_cents).toBe(40_500);
    expect(isSigned(received()[0]!)).toBe(true);
    expect(transaction.amount_cents).toBe(40_500);
  });

  test("another order's reference: swapped without breaking the signature", async () => {
    const other = (await school.createIntention()).body;
    await pay({ delivery: "other_reference" });
    await school.idle();
    expect(received()[0]!.body.obj.order.merchant_order_id).toBe(other.special_reference);
    expect(isSigned(received()[0]!)).toBe(true);
  });
});

describe("a webhook is not given up lightly", () => {
  test("it is sent again after refusals until it is taken", async () => {
    school.merchant().answers.push(503, 500, 200);
    await pay();
    await school.idle();
    expect(received()).toHaveLength(3);
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: "delivered", about: "approve" });
    expect(delivery.attempts.map((each: { status: number }) => each.status)).toEqual([503, 500, 200]);
  });

  test("after six refusals it is given up and kept in the log, and can be sent again", async () => {
    school.merchant().answers.push(...Array<number>(6).fill(503));
    const { reference } = await pay();
    await school.idle();
    expect(received()).toHaveLength(6);
    expect(await deliveries()).toMatchObject([{ state: "gave_up" }]);
    expect((await control("POST", "redeliver", { reference, times: 2 })).status).toBe(202);
    await school.idle();
    expect(received()).toHaveLength(8);
    expect((await deliveries()).map((each: { state: string }) => each.state)).toEqual([
      "gave_up",
      "delivered",
      "delivered",
    ]);
  });

  test("a merchant that is not there is tried again, and the reason kept", async () => {
    const closed = await startMerchant();
    await closed.close();
    const gone = `${closed.origin}/hook`;
    const { body } = await school.createIntention({ notification_url: gone });
    await control("POST", "pay", { orderId: body.intention_order_id });
    await school.idle();
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: "gave_up", attempts: { length: 6 } });
    expect(delivery.attempts[0]).toMatchObject({ status: null, error: expect.any(String) });
  });
});

describe("faults", () => {
  test("webhooks can be swallowed, and the payment still be read", async () => {
    await control("POST", "faults", { endpoint: "webhooks", mode: "drop" });
    await pay();
    await school.idle();
    expect(received()).toEqual([]);
    expect(await deliveries()).toMatchObject([{ state: "dropped" }]);
    await control("DELETE", "faults");
    await pay();
    await school.idle();
    expect(received()).toHaveLength(1);
  });

  test("an endpoint answers HTML or 500, for so many requests", async () => {
    await control("POST", "faults", [
      { gateway: "paymob", endpoint: "create", mode: "html", times: 1 },
      { gateway: "ikhokha", endpoint: "create", mode: "500" },
    ]);
    const spoilt = await school.createIntention();
    expect(spoilt.status).toBe(200);
    expect(spoilt.body).toContain("<!doctype html>");
    expect((await school.createIntention()).status).toBe(201);
    expect((await school.ikhokha("POST", "/payment", school.paylink())).status).toBe(500);
  });

  test("a request can be carried out and its answer lost", async () => {
    await control("POST", "faults", { endpoint: "create", mode: "reset", acted: true, times: 1 });
    await expect(school.createIntention({ special_reference: "att_lost" })).rejects.toThrow();
    const state = await control("GET", "state?reference=att_lost");
    expect(state.body.paymob.orders).toHaveLength(1);
    expect((await control("POST", "pay", { reference: "att_lost" })).status).toBe(200);
  });

  test("a request can hang until the caller gives up", async () => {
    await control("POST", "faults", { endpoint: "auth", mode: "hang" });
    const hanging = fetch(`${school.sandbox().origin}/api/auth/tokens`, {
      method: "POST",
      signal: AbortSignal.timeout(100),
    });
    await expect(hanging).rejects.toThrow(/timeout/);
  });

  test("an unknown fault is refused in words", async () => {
    const answer = await control("POST", "faults", { mode: "explode" });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toContain("mode");
  });
});

test("ids only grow, also after a reset", async () => {
  const before = (await school.createIntention()).body.intention_order_id;
  await control("POST", "reset");
  expect((await school.createIntention()).body.intention_order_id).toBeGreaterThan(before);
  expect((await control("GET", "state")).body.paymob.orders).toHaveLength(1);
});
