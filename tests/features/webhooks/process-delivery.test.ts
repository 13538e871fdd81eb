import { expect, test } from "vitest";
import { drainInbox } from "#app/features/webhooks/run-inbox.server.ts";
import type { GatewayEvent, TransactionFact } from "#app/gateways/gateway.ts";
import { newId } from "#app/lib/ids.ts";
import { deliver, exceptionOf, readDelivery, takeTurn } from "#tests/features/webhooks/inbox.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { fact, ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { expectBooksToAgree } from "#tests/support/tables.ts";

const { db } = useDatabase();
const build = builders(db);
type Payment = Awaited<ReturnType<typeof build.payment>>;

const paymob = new ScriptedGateway("paymob");
const ikhokha = new ScriptedGateway("ikhokha");
const both = new Map([
  ["paymob", paymob],
  ["ikhokha", ikhokha],
] as const);

const about = (
  more: Partial<TransactionFact> & Pick<TransactionFact, "state">,
  confirm = false,
): GatewayEvent => ({
  type: "transaction",
  confirm,
  fact: fact(more),
});
const paidBy = (payment: Payment, more: Partial<TransactionFact> = {}) =>
  fact({ state: "succeeded", orderRef: payment.attempt.orderRef, attemptRef: payment.attempt.id, ...more });
const status = async (payment: Payment) =>
  (await db.selectFrom("payments").select("status").where("id", "=", payment.id).executeTakeFirstOrThrow())
    .status;
const seats = (payment: Payment) =>
  db.selectFrom("enrollments").selectAll().where("student_id", "=", payment.studentId).execute();
const work = () => drainInbox(db, both);
/** What a person is told of a claim that the gateway does not confirm. */
const doubtAbout = (payment: Payment) =>
  db
    .selectFrom("exceptions")
    .selectAll()
    .where("kind", "=", "facts_disagree")
    .where("payment_id", "=", payment.id)
    .executeTakeFirst();

test.each([
  ["amount", { amount: { minor: 44_999, currency: "EGP" } }],
  ["amount", { amount: { minor: 45_001, currency: "EGP" } }],
  ["currency", { amount: { minor: 45_000, currency: "USD" } }],
] as const)("another %s puts the payment under review and gives no seat", async (why, more) => {
  const payment = await build.payment();
  const id = await deliver(db, { type: "transaction", confirm: false, fact: paidBy(payment, more) });
  await work();
  expect(await readDelivery(db, id)).toMatchObject({ outcome: "mismatch", payment_id: payment.id });
  expect(await status(payment)).toBe("needs_review");
  expect(await seats(payment)).toEqual([]);
  expect(await exceptionOf(db, `payment_mismatch:${payment.id}`)).toMatchObject({
    status: "open",
    facts: { why },
  });
});

test("money taken with an account that is not ours is asked about, and never completes a payment", async () => {
  const payment = await build.payment();
  const foreign = paidBy(payment, { account: "999", accountIsOurs: false });
  paymob.answer = async () => ({ outcome: "answered", facts: [foreign] });
  const id = await deliver(db, { type: "transaction", confirm: false, fact: foreign });
  await work();
  expect(await status(payment)).toBe("needs_review");
  expect((await readDelivery(db, id)).outcome).toBe("mismatch");
  expect(await seats(payment)).toEqual([]);
});

test("money of an order nobody made is kept as unattributed, once however often it comes", async () => {
  for (let again = 0; again < 2; again += 1) {
    const id = await deliver(db, about({ state: "succeeded", orderRef: "404404", transactionRef: "31" }));
    await work();
    expect((await readDelivery(db, id)).outcome).toBe("unattributed");
  }
  const raised = await exceptionOf(db, "unattributed_money:paymob:31:404404");
  expect(raised).toMatchObject({
    status: "open",
    severity: "critical",
    facts: { amountMinor: 45_000, order: "404404" },
  });
});

test("a failure of an order nobody made raises nothing", async () => {
  await deliver(db, about({ state: "failed", orderRef: "404405", transactionRef: "32", code: "declined" }));
  await work();
  expect(await exceptionOf(db, "unattributed_money:paymob:32:404405")).toBeUndefined();
});

test("a reference that contradicts the signed order is noted and not followed", async () => {
  const [honest, other] = [await build.payment(), await build.payment()];
  const id = await deliver(db, {
    type: "transaction",
    confirm: false,
    fact: paidBy(honest, { attemptRef: other.attempt.id }),
  });
  await work();
  expect(await status(honest)).toBe("succeeded");
  expect(await status(other)).toBe("redirected");
  expect((await readDelivery(db, id)).note).toContain(other.attempt.id);
});

test("a reference alone binds nothing: an order id that is not the stored one is nobody's", async () => {
  const payment = await build.payment();
  const id = await deliver(
    db,
    about({ state: "succeeded", orderRef: "555000", attemptRef: payment.attempt.id }),
  );
  await work();
  expect((await readDelivery(db, id)).outcome).toBe("unattributed");
  expect(await status(payment)).toBe("redirected");
});

async function unanswered() {
  const payment = await build.payment();
  const id = newId("att");
  const price = { amount_minor: 45_000, currency: "EGP" };
  const expires_at = new Date(Date.now() + 3_600_000);
  await db
    .insertInto("payment_attempts")
    .values({
      id,
      payment_id: payment.id,
      number: 2,
      gateway: "paymob",
      status: "unknown",
      ...price,
      expires_at,
    })
    .execute();
  return { payment, attemptId: id };
}
const attemptRow = (id: string) =>
  db.selectFrom("payment_attempts").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

test("an attempt whose checkout was never answered is bound by its reference, once the gateway says the same", async () => {
  const { payment, attemptId } = await unanswered();
  const money = fact({ state: "succeeded", orderRef: "880011", attemptRef: attemptId, transactionRef: "42" });
  paymob.answer = async () => ({ outcome: "answered", facts: [money] });
  await deliver(db, { type: "transaction", confirm: false, fact: money });
  await work();
  expect(paymob.inquiries.at(-1)).toEqual({ attemptId, orderRef: null, transactionRef: null });
  expect(await status(payment)).toBe("succeeded");
  expect(await attemptRow(attemptId)).toMatchObject({
    gateway_order_ref: "880011",
    paymob_transaction_id: "42",
  });
  expect(await seats(payment)).toHaveLength(1);
});

test("a claimed reference that the gateway does not confirm binds nothing and is raised after its tries", async () => {
  const { payment, attemptId } = await unanswered();
  paymob.answer = async () => ({ outcome: "nothing" });
  const id = await deliver(db, about({ state: "succeeded", orderRef: "880012", attemptRef: attemptId }));
  for (let turn = 1; turn <= 5; turn += 1) {
    await takeTurn(db, both, id);
    expect((await readDelivery(db, id)).status).toBe(turn < 5 ? "failed" : "processed");
  }
  expect(await readDelivery(db, id)).toMatchObject({ outcome: "mismatch", payment_id: payment.id });
  expect((await attemptRow(attemptId)).gateway_order_ref).toBeNull();
  expect(await status(payment)).toBe("redirected");
  expect(await doubtAbout(payment)).toMatchObject({ status: "open" });
  expect(await seats(payment)).toEqual([]);
});

const linkPaid = (payment: Payment, confirm: boolean): GatewayEvent => ({
  type: "transaction",
  confirm,
  fact: paidBy(payment, { amount: null, transactionRef: payment.attempt.orderRef, account: null }),
});

test("an iKhokha SUCCESS is a hint: no seat before getStatus says PAID", async () => {
  const payment = await build.payment({ gateway: "ikhokha", amountMinor: 90_000 });
  const ref = payment.attempt.orderRef;
  ikhokha.answer = async () => ({ outcome: "unknown", code: "unavailable", reason: "time-out" });
  const id = await deliver(db, linkPaid(payment, true), "ikhokha");
  await takeTurn(db, both, id);
  expect(await readDelivery(db, id)).toMatchObject({ status: "failed", attempts: 1 });
  ikhokha.answer = async () => ({
    outcome: "answered",
    facts: [fact({ state: "pending", transactionRef: ref, orderRef: ref })],
  });
  await takeTurn(db, both, id);
  expect((await readDelivery(db, id)).status).toBe("failed");
  expect(await seats(payment)).toEqual([]);
  ikhokha.answer = async () => ({
    outcome: "answered",
    facts: [
      fact({
        state: "succeeded",
        transactionRef: ref,
        orderRef: ref,
        amount: { minor: 90_000, currency: "ZAR" },
      }),
    ],
  });
  await takeTurn(db, both, id);
  expect(await readDelivery(db, id)).toMatchObject({ status: "processed", outcome: "applied" });
  expect(await status(payment)).toBe("succeeded");
  expect(await seats(payment)).toHaveLength(1);
});

test("an iKhokha SUCCESS of another amount, as getStatus tells it, is under review", async () => {
  const payment = await build.payment({ gateway: "ikhokha", amountMinor: 90_000 });
  const ref = payment.attempt.orderRef;
  ikhokha.answer = async () => ({
    outcome: "answered",
    facts: [
      fact({
        state: "succeeded",
        transactionRef: ref,
        orderRef: ref,
        amount: { minor: 100, currency: "ZAR" },
      }),
    ],
  });
  const id = await deliver(db, linkPaid(payment, true), "ikhokha");
  await work();
  expect(await status(payment)).toBe("needs_review");
  expect((await readDelivery(db, id)).outcome).toBe("mismatch");
});

test("a refund child is read from its parent, by the gateway's own answer", async () => {
  const payment = await build.payment();
  await deliver(db, { type: "transaction", confirm: false, fact: paidBy(payment, { transactionRef: "70" }) });
  await work();
  const child = paidBy(payment, { transactionRef: "71", amount: { minor: 5_000, currency: "EGP" } });
  const event: GatewayEvent = { type: "child", child: "refund", parentRef: "70", fact: child };
  paymob.answer = async () => ({ outcome: "unknown", code: "unavailable", reason: "502" });
  const id = await deliver(db, event);
  await takeTurn(db, both, id);
  expect((await readDelivery(db, id)).status).toBe("failed");
  paymob.answer = async () => ({
    outcome: "answered",
    facts: [paidBy(payment, { state: "refunded", transactionRef: "70", refundedMinor: 5_000 })],
  });
  await takeTurn(db, both, id);
  expect(await status(payment)).toBe("partially_refunded");
  const row = await db
    .selectFrom("payments")
    .selectAll()
    .where("id", "=", payment.id)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ captured_minor: 45_000, refunded_minor: 5_000 });
  await expectBooksToAgree(db);
});

test("a refund child asks about its own attempt alone, and counts as asking about the payment", async () => {
  const { payment } = await unanswered();
  await deliver(db, { type: "transaction", confirm: false, fact: paidBy(payment, { transactionRef: "72" }) });
  await work();
  const lastAsked = db.selectFrom("payments").select("last_checked_at").where("id", "=", payment.id);
  expect(await lastAsked.executeTakeFirst()).toEqual({ last_checked_at: null });
  const given = { state: "refunded", transactionRef: "72", refundedMinor: 5_000 } as const;
  paymob.answer = async () => ({ outcome: "answered", facts: [paidBy(payment, given)] });
  const asked = paymob.inquiries.length;
  const child = paidBy(payment, { transactionRef: "73", amount: { minor: 5_000, currency: "EGP" } });
  await deliver(db, { type: "child", child: "refund", parentRef: "72", fact: child });
  await work();
  const { id: attemptId, orderRef } = payment.attempt;
  expect(paymob.inquiries.slice(asked)).toEqual([{ attemptId, orderRef, transactionRef: "72" }]);
  expect(await status(payment)).toBe("partially_refunded");
  expect(await lastAsked.executeTakeFirst()).toEqual({ last_checked_at: expect.any(Date) });
});

test.each<[string, (payment: Payment) => GatewayEvent]>([
  [
    "on the transaction itself",
    (payment) => about(paidBy(payment, { state: "refunded", transactionRef: "75" }), true),
  ],
  [
    "as a child of it",
    (payment) => ({
      type: "child",
      child: "refund",
      parentRef: "75",
      fact: paidBy(payment, { transactionRef: "76", amount: { minor: 5_000, currency: "EGP" } }),
    }),
  ],
])(
  "a refund told %s that the gateway's answer does not show yet is asked about again, not swallowed",
  async (_, tell) => {
    const payment = await build.payment();
    const whole = paidBy(payment, { transactionRef: "75" });
    await deliver(db, { type: "transaction", confirm: false, fact: whole });
    await work();
    paymob.answer = async () => ({ outcome: "answered", facts: [whole] });
    const id = await deliver(db, tell(payment));
    await takeTurn(db, both, id);
    expect((await readDelivery(db, id)).status).toBe("failed");
    paymob.answer = async () => ({
      outcome: "answered",
      facts: [{ ...whole, state: "refunded", refundedMinor: 5_000 }],
    });
    await takeTurn(db, both, id);
    expect(await readDelivery(db, id)).toMatchObject({ status: "processed", outcome: "applied" });
    expect(await status(payment)).toBe("partially_refunded");
    await expectBooksToAgree(db);

    const denied = await build.payment();
    const kept = paidBy(denied, { transactionRef: "75" });
    await deliver(db, { type: "transaction", confirm: false, fact: kept });
    await work();
    paymob.answer = async () => ({ outcome: "answered", facts: [kept] });
    const never = await deliver(db, tell(denied));
    for (let turn = 0; turn < 5; turn += 1) await takeTurn(db, both, never);
    expect(await readDelivery(db, never)).toMatchObject({ status: "processed", outcome: "mismatch" });
    expect(await doubtAbout(denied)).toMatchObject({ status: "open" });
    expect(await status(denied)).toBe("succeeded");
  },
);

test("an answer with less given back than the callback names is older than it, and asked for again", async () => {
  const payment = await build.payment();
  const given = (minor: number) =>
    paidBy(payment, { state: "refunded", transactionRef: "77", refundedMinor: minor });
  const told = paidBy(payment, { state: "refunded", transactionRef: "77" });
  paymob.answer = async () => ({ outcome: "answered", facts: [given(3_000)] });
  const event: GatewayEvent = { type: "transaction", fact: told, confirm: true, claimedRefundMinor: 9_900 };
  const id = await deliver(db, event);
  await takeTurn(db, both, id);
  expect((await readDelivery(db, id)).status).toBe("failed");
  expect(await status(payment)).toBe("partially_refunded");
  paymob.answer = async () => ({ outcome: "answered", facts: [given(9_900)] });
  await takeTurn(db, both, id);
  expect(await readDelivery(db, id)).toMatchObject({ status: "processed", outcome: "applied" });
  const row = db.selectFrom("payments").select("refunded_minor").where("id", "=", payment.id);
  expect(await row.executeTakeFirst()).toEqual({ refunded_minor: 9_900 });

  // What nobody signed moves no money, however often it is said: a person hears of it.
  const forged = await deliver(db, { ...event, claimedRefundMinor: 45_000 });
  for (let turn = 0; turn < 5; turn += 1) await takeTurn(db, both, forged);
  expect(await readDelivery(db, forged)).toMatchObject({ status: "processed", outcome: "mismatch" });
  expect(await row.executeTakeFirst()).toEqual({ refunded_minor: 9_900 });
  await expectBooksToAgree(db);
});

test("a child that names another order's parent in its unsigned field changes neither payment's failure nor money", async () => {
  const [own, other] = [await build.payment(), await build.payment()];
  await deliver(db, { type: "transaction", confirm: false, fact: paidBy(own, { transactionRef: "80" }) });
  await work();
  paymob.answer = async () => ({
    outcome: "answered",
    facts: [
      paidBy(own, { transactionRef: "80" }),
      paidBy(other, { state: "failed", transactionRef: "81", code: "declined" }),
      paidBy(other, { transactionRef: "82" }),
    ],
  });
  await deliver(db, {
    type: "child",
    child: "refund",
    parentRef: "82",
    fact: paidBy(own, { transactionRef: "83" }),
  });
  await work();
  expect(await status(own)).toBe("succeeded");
  expect(await status(other)).toBe("redirected");
  expect(await doubtAbout(own)).toMatchObject({ status: "open" });
});

test("a refund total in a callback is nobody's word", async () => {
  const payment = await build.payment();
  paymob.answer = async () => ({ outcome: "answered", facts: [paidBy(payment, { transactionRef: "90" })] });
  const event = about(
    { ...paidBy(payment, { transactionRef: "90" }), state: "refunded", refundedMinor: 45_000 },
    true,
  );
  await deliver(db, event);
  await work();
  expect(await status(payment)).toBe("succeeded");
});

test.each<[string, GatewayEvent, string]>([
  ["a saved card", { type: "card_token", orderRef: null }, "noted"],
  ["a subscription", { type: "subscription", trigger: "created", subscriptionRef: "1" }, "unsupported"],
  ["a courier's status", { type: "delivery_status", orderRef: "1", status: "sent" }, "unsupported"],
  ["an unknown kind", { type: "unsupported", description: "?" }, "unsupported"],
])("%s is understood and changes no payment", async (_, event, outcome) => {
  const id = await deliver(db, event);
  await work();
  expect(await readDelivery(db, id)).toMatchObject({ status: "processed", outcome });
});

test("a signed body that cannot be read strictly is visible and never applied", async () => {
  const payment = await build.payment();
  const id = await deliver(db, {
    type: "malformed",
    problem: "order.id: not an integer",
    orderRef: payment.attempt.orderRef,
  });
  await work();
  expect(await readDelivery(db, id)).toMatchObject({ status: "processed", outcome: "malformed" });
  expect(await exceptionOf(db, `malformed_delivery:${id}`)).toMatchObject({ status: "open" });
  expect(await status(payment)).toBe("redirected");
});

test("a price change between pay and callback changes nothing: the attempt's amount counts", async () => {
  const payment = await build.payment();
  await db
    .updateTable("course_prices")
    .set({ amount_minor: 60_000 })
    .where("course_id", "=", payment.courseId)
    .execute();
  await deliver(db, { type: "transaction", confirm: false, fact: paidBy(payment) });
  await work();
  expect(await status(payment)).toBe("succeeded");
});

test("late money on an old attempt is found after a retry made a new one", async () => {
  const payment = await build.payment();
  const price = { amount_minor: 45_000, currency: "EGP" };
  await build.addAttempt({ paymentId: payment.id, gateway: "paymob", number: 2, ...price });
  await deliver(db, { type: "transaction", confirm: false, fact: paidBy(payment) });
  await work();
  expect(await status(payment)).toBe("succeeded");
});
