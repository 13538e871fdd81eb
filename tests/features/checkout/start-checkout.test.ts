import { beforeEach, expect, test } from "vitest";
import { beginCheckout } from "#app/features/checkout/begin-checkout.server.ts";
import { type CheckoutResult, startCheckout } from "#app/features/checkout/start-checkout.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import type { CheckoutReply, GatewayName, TransactionFact } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import { newId } from "#app/lib/ids.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { snapshot } from "#tests/support/tables.ts";

const { db } = useDatabase();
const build = builders(db);

let paymob = new ScriptedGateway("paymob");
let ikhokha = new ScriptedGateway("ikhokha");
let gateways: Gateways = new Map();
beforeEach(() => {
  paymob = new ScriptedGateway("paymob");
  ikhokha = new ScriptedGateway("ikhokha");
  gateways = new Map([
    ["paymob", paymob],
    ["ikhokha", ikhokha],
  ]);
});

interface Buyer {
  student: Awaited<ReturnType<typeof build.user>>;
  courseId: string;
}
async function buyer(course: Parameters<typeof build.course>[0] = {}): Promise<Buyer> {
  return { student: await build.user(), courseId: (await build.course(course)).id };
}
const buy = (who: Buyer, key = newId("req"), gateway: GatewayName = "paymob", shownPrices?: string[]) =>
  startCheckout(db, gateways, {
    ...who,
    gateway,
    idempotencyKey: key,
    shownPrices,
    appUrl: "http://127.0.0.1:3000",
  });
const setPrice = (who: Buyer, amount_minor: number) =>
  db
    .updateTable("course_prices")
    .set({ amount_minor })
    .where("course_id", "=", who.courseId)
    .where("currency", "=", "EGP")
    .execute();
const paymentsOf = (who: Buyer) =>
  db
    .selectFrom("payments")
    .selectAll()
    .where("student_id", "=", who.student.id)
    .orderBy("created_at")
    .execute();
const attemptsOf = (paymentId: string) =>
  db
    .selectFrom("payment_attempts")
    .selectAll()
    .where("payment_id", "=", paymentId)
    .orderBy("number")
    .execute();
const idOf = (result: CheckoutResult) => (result as { paymentId: string }).paymentId;
const tell = (
  paymentId: string,
  attemptId: string,
  kind: "succeeded" | "failed" | "refunded" | "mismatch",
  more = {},
) =>
  applyEvidence(db, {
    paymentId,
    actor: { type: "gateway", id: "paymob" },
    evidence: [
      evidence({
        kind,
        attempt_id: attemptId,
        transaction_ref: newId("req"),
        amount_minor: 45_000,
        currency: "EGP",
        ...more,
      }),
    ],
  });
const pay = async (paymentId: string) =>
  tell(paymentId, (await attemptsOf(paymentId)).at(-1)!.id, "succeeded");

test("a purchase is committed before the gateway is asked, and its answer before the student is sent there", async () => {
  const who = await buyer();
  paymob.checkout = async (request) => {
    const [payment] = await paymentsOf(who);
    expect(payment).toMatchObject({
      id: request.paymentId,
      status: "created",
      amount_minor: 45_000,
      currency: "EGP",
    });
    return {
      outcome: "redirect",
      url: "https://gateway.example/pay",
      orderRef: "10001",
      intentionRef: "pi_1",
    };
  };
  const result = await buy(who);
  expect(result).toMatchObject({ outcome: "redirect", url: "https://gateway.example/pay" });
  const [payment] = await paymentsOf(who);
  expect(payment).toMatchObject({ status: "redirected", version: 2, next_check_at: expect.any(Date) });
  expect(await attemptsOf(payment!.id)).toMatchObject([
    { number: 1, status: "open", gateway_order_ref: "10001", gateway_intention_ref: "pi_1" },
  ]);
  const [request] = paymob.checkouts;
  expect(request).toMatchObject({
    amount: { minor: 45_000, currency: "EGP" },
    notificationUrl: "http://127.0.0.1:3000/api/payments/webhook/paymob",
  });
  expect(request!.returnUrls.success).not.toContain("&");
});

test.each([["the same key"], ["two keys"]])(
  "two clicks at once with %s open one checkout of one payment",
  async (kind) => {
    for (let round = 0; round < 5; round += 1) {
      const who = await buyer();
      const before = paymob.checkouts.length;
      const keys =
        kind === "the same key" ? Array(4).fill(newId("req")) : Array.from({ length: 4 }, () => newId("req"));
      const results = await Promise.all(keys.map((key: string) => buy(who, key)));
      expect(new Set(results.map((result) => (result as { url: string }).url)).size).toBe(1);
      const payments = await paymentsOf(who);
      expect(payments).toHaveLength(1);
      expect(await attemptsOf(payments[0]!.id)).toHaveLength(1);
      expect(paymob.checkouts.length).toBe(before + 1);
    }
  },
);

test("an open checkout is resumed while its price stands", async () => {
  const who = await buyer();
  const first = await buy(who);
  expect(await buy(who)).toEqual(first);
  expect(paymob.checkouts).toHaveLength(1);
});

test("a changed price replaces the open checkout: a new payment at the new price, the old one ended and still asked about", async () => {
  const who = await buyer();
  const old = idOf(await buy(who));
  await setPrice(who, 99_000);
  const fresh = idOf(await buy(who, undefined, "paymob", ["99000 EGP", "90000 ZAR"]));
  expect(fresh).not.toBe(old);
  const [before, after] = await paymentsOf(who);
  expect(before).toMatchObject({
    id: old,
    status: "expired",
    failure_code: "replaced",
    next_check_at: expect.any(Date),
  });
  expect(after).toMatchObject({ id: fresh, status: "redirected", amount_minor: 99_000 });
  expect((await attemptsOf(old)).map((one) => one.status)).toEqual(["superseded"]);
  // Once more: the new one is resumed, and nothing else moves.
  const seen = await snapshot(db);
  expect(idOf(await buy(who))).toBe(fresh);
  expect(await snapshot(db)).toEqual(seen);
});

test("late money on a replaced checkout is honoured at its own price, and raised when both are paid", async () => {
  const who = await buyer();
  const old = idOf(await buy(who));
  const [oldAttempt] = await attemptsOf(old);
  await setPrice(who, 99_000);
  const fresh = idOf(await buy(who));
  expect(await tell(old, oldAttempt!.id, "succeeded")).toMatchObject({ after: "succeeded", seat: "granted" });
  const [freshAttempt] = await attemptsOf(fresh);
  const money = { amount_minor: 99_000, transaction_ref: "T-new" };
  expect(await tell(fresh, freshAttempt!.id, "succeeded", money)).toMatchObject({ after: "needs_review" });
  const raised = await db
    .selectFrom("exceptions")
    .select(["kind", "status"])
    .where("student_id", "=", who.student.id)
    .execute();
  expect(raised).toEqual([{ kind: "two_payments_one_seat", status: "open" }]);
});

test("two clicks at once after a change of price make one new payment", async () => {
  for (let round = 0; round < 5; round += 1) {
    const who = await buyer();
    const old = idOf(await buy(who));
    await setPrice(who, 99_000);
    const before = paymob.checkouts.length;
    const results = await Promise.all(Array.from({ length: 4 }, () => buy(who)));
    expect(new Set(results.map((result) => (result as { url: string }).url)).size).toBe(1);
    expect((await paymentsOf(who)).map((one) => one.id)).toEqual([old, idOf(results[0]!)]);
    expect(paymob.checkouts.length).toBe(before + 1);
  }
});

test("nobody is sent to pay a price they have not seen, and nothing is written", async () => {
  const who = await buyer();
  await setPrice(who, 99_000);
  const before = await snapshot(db);
  const shown = ["45000 EGP", "90000 ZAR"];
  expect(await buy(who, undefined, "paymob", shown)).toEqual({ outcome: "price_changed" });
  // An open checkout at the old price is not resumed from an old page either.
  expect(await snapshot(db)).toEqual(before);
  expect(await buy(who, undefined, "paymob", ["99000 EGP"])).toMatchObject({ outcome: "redirect" });
});

test("a retry after a failure is a new attempt of the same payment; the old one keeps its ids and its late money counts", async () => {
  const who = await buyer();
  const id = idOf(await buy(who));
  const [first] = await attemptsOf(id);
  await tell(id, first!.id, "failed", { code: "declined" });
  expect(idOf(await buy(who))).toBe(id);
  const [old, retry] = await attemptsOf(id);
  expect(old).toMatchObject({ id: first!.id, gateway_order_ref: first!.gateway_order_ref });
  expect(retry).toMatchObject({ number: 2, status: "open" });
  expect(retry!.gateway_order_ref).not.toBe(old!.gateway_order_ref);
  expect((await paymentsOf(who))[0]!.status).toBe("redirected");
  expect(await tell(id, first!.id, "succeeded")).toMatchObject({ after: "succeeded", seat: "granted" });
});

test("a declined checkout that was paid after all, and not told yet, is asked about before another opens", async () => {
  const who = await buyer();
  const id = idOf(await buy(who));
  await tell(id, (await attemptsOf(id))[0]!.id, "failed", { code: "declined" });
  await checkedLongAgo(who);
  paidAtGateway((await paymentsOf(who))[0]!);
  expect(await buy(who)).toMatchObject({ outcome: "already_enrolled" });
  expect(paymob.checkouts).toHaveLength(1);
  expect(await paymentsOf(who)).toMatchObject([{ id, status: "succeeded" }]);
});

test("a failed purchase whose price has changed is bought anew at the new price; an old form looks first", async () => {
  const who = await buyer();
  const oldKey = newId("req");
  const old = idOf(await buy(who, oldKey));
  await tell(old, (await attemptsOf(old))[0]!.id, "failed", { code: "declined" });
  await db
    .updateTable("course_prices")
    .set({ amount_minor: 60_000 })
    .where("course_id", "=", who.courseId)
    .execute();
  const fresh = idOf(await buy(who));
  expect(fresh).not.toBe(old);
  expect((await paymentsOf(who)).map((one) => one.amount_minor)).toEqual([45_000, 60_000]);
  // The old form's own payment is over; the open one at the new price goes on.
  expect(idOf(await buy(who, oldKey))).toBe(fresh);
  expect(await attemptsOf(old)).toHaveLength(1);
});

test("who is enrolled cannot buy; whose money is here or in question cannot pay twice", async () => {
  const enrolled = await buyer();
  await pay(idOf(await buy(enrolled)));
  expect(await buy(enrolled)).toMatchObject({ outcome: "already_enrolled" });

  const waiting = await buyer({ capacity: 1 });
  const id = idOf(await buy(waiting));
  await db.updateTable("courses").set({ enrolled_count: 1 }).where("id", "=", waiting.courseId).execute();
  await pay(id);
  expect(await buy(waiting)).toMatchObject({ outcome: "paid", paymentId: id });

  const questioned = await buyer();
  const odd = idOf(await buy(questioned));
  await tell(odd, (await attemptsOf(odd))[0]!.id, "mismatch", { code: "amount" });
  expect(await buy(questioned)).toMatchObject({ outcome: "paid", paymentId: odd });
  expect(paymob.checkouts).toHaveLength(3);
});

test("after a full refund the course can be bought again, from a fresh form", async () => {
  const who = await buyer();
  const key = newId("req");
  const id = idOf(await buy(who, key));
  const [attempt] = await attemptsOf(id);
  const money = { transaction_ref: "T1", amount_minor: 45_000, currency: "EGP" };
  await tell(id, attempt!.id, "refunded", { ...money, refunded_minor: 45_000 });
  expect(await buy(who, key)).toEqual({ outcome: "key_reused" });
  expect(idOf(await buy(who))).not.toBe(id);
});

test("what cannot be sold is refused before any gateway is asked, and nothing is written", async () => {
  const full = await buyer({ capacity: 1 });
  await db.updateTable("courses").set({ enrolled_count: 1 }).where("id", "=", full.courseId).execute();
  const draft = await buyer();
  await db.updateTable("courses").set({ status: "draft" }).where("id", "=", draft.courseId).execute();
  const priceless = await buyer({ prices: { OMR: 5_000 } });
  const before = await snapshot(db);
  expect(await buy(full)).toEqual({ outcome: "full" });
  expect(await buy(draft)).toEqual({ outcome: "not_sold" });
  expect(await buy({ ...draft, courseId: "crs_none" })).toEqual({ outcome: "not_sold" });
  expect(await buy(priceless)).toEqual({ outcome: "not_sold" });
  gateways = new Map([["paymob", paymob]]);
  expect(await buy(await buyer(), newId("req"), "ikhokha")).toEqual({ outcome: "gateway_off" });
  expect(paymob.checkouts).toEqual([]);
  const after = await snapshot(db);
  expect({ ...after, courses: [] }).toEqual({ ...before, courses: [] });
});

test("a refusal ends the attempt with its reason; trying again makes another", async () => {
  const who = await buyer();
  paymob.checkout = async () => ({ outcome: "refused", code: "invalid_customer", message: "phone" });
  const result = await buy(who);
  expect(result).toMatchObject({ outcome: "refused", code: "invalid_customer" });
  expect((await paymentsOf(who))[0]).toMatchObject({ status: "failed", failure_code: "invalid_customer" });
  paymob.checkout = new ScriptedGateway("paymob").checkout;
  expect(await buy(who)).toMatchObject({ outcome: "redirect", paymentId: idOf(result) });
  expect((await attemptsOf(idOf(result))).map((one) => one.status)).toEqual(["refused", "open"]);
});

test.each<[CheckoutReply, string, string]>([
  [{ outcome: "unsent", reason: "no connection" }, "abandoned", "failed"],
  [{ outcome: "unknown", reason: "time-out" }, "unknown", "created"],
])(
  "no usable answer ($outcome) sends nobody away to pay, and is never sent again",
  async (reply, attempt, status) => {
    const who = await buyer();
    paymob.checkout = async () => reply;
    const result = await buy(who);
    expect(result.outcome).toBe("unknown");
    expect((await paymentsOf(who))[0]!.status).toBe(status);
    expect(await attemptsOf(idOf(result))).toMatchObject([{ status: attempt, error_code: "unavailable" }]);
    await buy(who);
    const sent = paymob.checkouts.map((request) => request.attemptId);
    expect(new Set(sent).size).toBe(2);
  },
);

test("a process that died while opening leaves no lock behind: the next click opens another attempt", async () => {
  const who = await buyer();
  const key = newId("req");
  const died = await beginCheckout(db, gateways, {
    ...who,
    studentId: who.student.id,
    gateway: "paymob",
    idempotencyKey: key,
  });
  if (died.outcome !== "open_it") throw new Error(died.outcome);
  const longAgo = new Date(Date.now() - 60_000);
  await db
    .updateTable("payment_attempts")
    .set({ created_at: longAgo })
    .where("id", "=", died.attempt.id)
    .execute();
  expect(await buy(who, key)).toMatchObject({ outcome: "redirect", paymentId: died.payment.id });
  expect((await attemptsOf(died.payment.id)).map((one) => one.status)).toEqual(["creating", "open"]);
});

test("a process that died while trying again leaves an attempt that is asked about, as the first one's is", async () => {
  const who = await buyer();
  const { id, attempt } = await build.payment({ studentId: who.student.id, courseId: who.courseId });
  await applyEvidence(db, {
    paymentId: id,
    actor: { type: "system", id: null },
    evidence: [evidence({ kind: "expired", source: "system", attempt_id: attempt.id, code: "expired" })],
  });
  await db.updateTable("payments").set({ next_check_at: null }).where("id", "=", id).execute();
  const died = await beginCheckout(db, gateways, {
    ...who,
    studentId: who.student.id,
    gateway: "paymob",
    idempotencyKey: newId("req"),
  });
  expect(died).toMatchObject({ outcome: "open_it", payment: { id } });
  const [payment] = await paymentsOf(who);
  expect(payment).toMatchObject({ next_check_at: expect.any(Date) });
});

test("the other gateway in another currency is a payment of its own, from the same form", async () => {
  const who = await buyer();
  const key = newId("req");
  const card = await buy(who, key, "paymob");
  const link = await buy(who, key, "ikhokha");
  expect(idOf(link)).not.toBe(idOf(card));
  expect((await paymentsOf(who)).map((one) => [one.gateway, one.currency, one.amount_minor])).toEqual([
    ["paymob", "EGP", 45_000],
    ["ikhokha", "ZAR", 90_000],
  ]);
  expect(await buy(who, key, "ikhokha")).toEqual(link);
});

/** A gateway that takes two currencies, and a course that is priced in both. */
async function twoCurrencies() {
  paymob = new ScriptedGateway("paymob", ["EGP", "KWD"]);
  gateways = new Map([["paymob", paymob]]);
  const who = await buyer({ prices: { EGP: 45_000, KWD: 3_250 } });
  const shownPrices = ["45000 EGP", "3250 KWD"];
  const press = (currency: string | undefined, key = newId("req")) =>
    startCheckout(db, gateways, {
      ...who,
      gateway: "paymob",
      currency,
      idempotencyKey: key,
      shownPrices,
      appUrl: "http://127.0.0.1:3000",
    });
  return { who, press };
}
/** The gateway knows that this payment was paid; no callback has come. */
function paidAtGateway(payment: { id: string; amount_minor: number; currency: string }) {
  paymob.answer = async ({ attemptId }) => {
    const [attempt] = await attemptsOf(payment.id);
    if (attempt?.id !== attemptId) return { outcome: "nothing" };
    const fact: TransactionFact = {
      state: "succeeded",
      transactionRef: `T-${payment.id}`,
      orderRef: attempt.gateway_order_ref,
      attemptRef: attemptId,
      amount: { minor: payment.amount_minor, currency: payment.currency },
      refundedMinor: 0,
      account: null,
      accountIsOurs: true,
      method: "card",
      gatewayTime: null,
      gatewayAt: null,
      code: null,
      gatewayCode: null,
      reason: null,
    };
    return { outcome: "answered", facts: [fact] };
  };
}
const checkedLongAgo = (who: Buyer) =>
  db
    .updateTable("payments")
    .set({ last_checked_at: new Date(Date.now() - 60_000) })
    .where("student_id", "=", who.student.id)
    .execute();

test("of a gateway's currencies the chosen one is charged; unsaid, its first", async () => {
  const { who, press } = await twoCurrencies();
  const key = newId("req");
  const dinar = await press("KWD", key);
  expect(await press("KWD", key)).toEqual(dinar);
  expect(paymob.checkouts.map(({ amount }) => amount)).toEqual([{ minor: 3_250, currency: "KWD" }]);
  const pound = await press(undefined, key);
  expect((await paymentsOf(who)).map((one) => [one.id, one.currency])).toEqual([
    [idOf(dinar), "KWD"],
    [idOf(pound), "EGP"],
  ]);
  // Each is gone on with where it was begun.
  expect([await press("KWD"), await press("EGP")]).toEqual([dinar, pound]);
  expect(paymob.checkouts).toHaveLength(2);
});

test("a currency that is sold no more, or at another price, sends nobody to pay another", async () => {
  const { who, press } = await twoCurrencies();
  await db
    .updateTable("course_prices")
    .set({ amount_minor: 4_000 })
    .where("course_id", "=", who.courseId)
    .where("currency", "=", "KWD")
    .execute();
  expect(await press("KWD")).toEqual({ outcome: "price_changed" });
  await db
    .deleteFrom("course_prices")
    .where("course_id", "=", who.courseId)
    .where("currency", "=", "KWD")
    .execute();
  expect(await press("KWD")).toEqual({ outcome: "price_changed" });
  expect(await press("OMR")).toEqual({ outcome: "price_changed" });
  expect(await paymentsOf(who)).toEqual([]);
});

test("paid in one tab and not told yet, nothing is asked in another currency in the other", async () => {
  const { who, press } = await twoCurrencies();
  await press("EGP");
  const [pound] = await paymentsOf(who);
  await checkedLongAgo(who);
  paidAtGateway(pound!);
  const other = await press("KWD");
  // The seat is theirs already: the gateway was asked first.
  expect(other).toMatchObject({ outcome: "already_enrolled" });
  expect(paymob.checkouts).toHaveLength(1);
  expect(await paymentsOf(who)).toMatchObject([{ id: pound!.id, status: "succeeded" }]);
});

test("a gateway that does not answer about one currency keeps nobody from paying in another", async () => {
  const { press } = await twoCurrencies();
  await press("EGP");
  paymob.answer = async () => ({ outcome: "unknown", code: "unavailable", reason: "silent" });
  expect(await press("KWD")).toMatchObject({ outcome: "redirect" });
});

test.each([["EGP first"], ["KWD first"]])(
  "two tabs in two currencies, both paid (%s): one seat, and the second payment waits to go back",
  async (order) => {
    const { who, press } = await twoCurrencies();
    const tabs = await Promise.all([press("EGP"), press("KWD")]);
    expect(tabs.map(({ outcome }) => outcome)).toEqual(["redirect", "redirect"]);
    const payments = await paymentsOf(who);
    if (order === "KWD first") payments.reverse();
    for (const payment of payments) {
      const [attempt] = await attemptsOf(payment.id);
      const { amount_minor, currency } = payment;
      const money = { transaction_ref: `T-${payment.id}`, amount_minor, currency };
      await applyEvidence(db, {
        paymentId: payment.id,
        actor: { type: "gateway", id: "paymob" },
        evidence: [evidence({ kind: "succeeded", attempt_id: attempt!.id, ...money })],
      });
      // With money here no tab can pay any more.
      for (const currency of ["EGP", "KWD"]) expect((await press(currency)).outcome).toBe("already_enrolled");
    }
    const after = await paymentsOf(who);
    expect(after.map(({ status }) => status).sort()).toEqual(["needs_review", "succeeded"]);
    const seats = await db
      .selectFrom("enrollments")
      .select(["payment_id", "status"])
      .where("student_id", "=", who.student.id)
      .execute();
    expect(seats).toEqual([
      { payment_id: after.find(({ status }) => status === "succeeded")!.id, status: "active" },
    ]);
    const raised = await db
      .selectFrom("exceptions")
      .select("kind")
      .where("course_id", "=", who.courseId)
      .where("status", "=", "open")
      .execute();
    expect(raised).toEqual([{ kind: "two_payments_one_seat" }]);
    expect(paymob.checkouts).toHaveLength(2);
  },
);

test("a key used for another course buys nothing", async () => {
  const who = await buyer();
  const key = newId("req");
  await buy(who, key);
  expect(await buy({ ...who, courseId: (await build.course()).id }, key)).toEqual({ outcome: "key_reused" });
  expect(await paymentsOf(who)).toHaveLength(1);
});

test("another student's key is only theirs", async () => {
  const [one, two] = [await buyer(), await buyer()];
  const key = newId("req");
  const results = [await buy(one, key), await buy({ ...two, courseId: one.courseId }, key)];
  expect(idOf(results[0]!)).not.toBe(idOf(results[1]!));
});

test("money that arrives while the checkout's answer is on its way is kept", async () => {
  const who = await buyer();
  paymob.checkout = async (request) => {
    await tell(request.paymentId, request.attemptId, "succeeded");
    return { outcome: "redirect", url: "https://gateway.example/pay", orderRef: "10077", intentionRef: null };
  };
  const id = idOf(await buy(who));
  expect((await paymentsOf(who))[0]!.status).toBe("succeeded");
  expect((await attemptsOf(id))[0]!.gateway_order_ref).toBe("10077");
});
