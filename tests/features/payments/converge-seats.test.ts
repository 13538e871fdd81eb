import { sql } from "kysely";
import { expect, test } from "vitest";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { convergeSeats } from "#app/features/payments/converge-seats.server.ts";
import { sweepInvariants } from "#app/features/reconciliation/sweep-invariants.server.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { expectBooksToAgree, snapshot } from "#tests/support/tables.ts";

const { db } = useDatabase();
const build = builders(db);
type Payment = Awaited<ReturnType<typeof build.payment>>;

/** One fact about a payment's own transaction, told as a gateway does. */
const tell = (
  payment: Payment,
  kind: "succeeded" | "refunded" | "voided",
  seats?: "settled",
  reference = payment.id,
) =>
  applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: payment.gateway },
    seats,
    evidence: [
      evidence({
        kind,
        attempt_id: payment.attempt.id,
        transaction_ref: reference,
        amount_minor: payment.amountMinor,
        currency: payment.currency,
        refunded_minor: kind === "refunded" ? payment.amountMinor : null,
      }),
    ],
  });

async function twoPayments(capacity: number | null = null) {
  const course = await build.course({ capacity });
  const student = await build.user();
  const mine = { studentId: student.id, courseId: course.id };
  return {
    ...mine,
    card: await build.payment(mine),
    link: await build.payment({ ...mine, gateway: "ikhokha" }),
  };
}

const statusOf = async (payment: Payment) =>
  (await db.selectFrom("payments").select("status").where("id", "=", payment.id).executeTakeFirstOrThrow())
    .status;
const liveSeats = ({ studentId, courseId }: { studentId: string; courseId: string }) =>
  db
    .selectFrom("enrollments")
    .select(["payment_id", "status"])
    .where("student_id", "=", studentId)
    .where("course_id", "=", courseId)
    .where("status", "=", "active")
    .execute();
const openExceptions = ({ courseId }: { courseId: string }) =>
  db
    .selectFrom("exceptions")
    .select("kind")
    .where("course_id", "=", courseId)
    .where("status", "=", "open")
    .execute();

test("when the payment that held the seat is refunded, the other takes the seat and its exception closes by itself", async () => {
  for (const back of ["refunded", "voided"] as const) {
    const two = await twoPayments();
    await tell(two.card, "succeeded");
    await tell(two.link, "succeeded");
    expect(await statusOf(two.link)).toBe("needs_review");
    await tell(two.card, back);
    expect([await statusOf(two.card), await statusOf(two.link)]).toEqual([back, "succeeded"]);
    expect(await liveSeats(two)).toEqual([{ payment_id: two.link.id, status: "active" }]);
    expect(await openExceptions(two)).toEqual([]);
    await sweepInvariants(db, null);
    expect(await openExceptions(two)).toEqual([]);
  }
  await expectBooksToAgree(db);
});

test("the student is told: the seat's own event, in the timeline of the payment that stayed", async () => {
  const two = await twoPayments();
  await tell(two.card, "succeeded");
  await tell(two.link, "succeeded");
  await tell(two.card, "refunded");
  const events = await db
    .selectFrom("outbox_events")
    .select(["kind", "data"])
    .where("audience", "@>", sql<string[]>`array[${two.studentId}]`)
    .where("kind", "in", ["enrollment.payment_changed", "payment.succeeded"])
    .orderBy("seq")
    .execute();
  expect(events.map((event) => event.kind)).toEqual([
    "payment.succeeded",
    "enrollment.payment_changed",
    "payment.succeeded",
  ]);
  const kinds = await db
    .selectFrom("payment_evidence")
    .select("kind")
    .where("payment_id", "=", two.link.id)
    .orderBy("id")
    .execute();
  expect(kinds.map((row) => row.kind)).toEqual(["redirected", "succeeded", "seat_taken", "seat_released"]);
});

test("whatever the order and the repeats, one payment, one seat and no open exception are left", async () => {
  type Step = (two: Awaited<ReturnType<typeof twoPayments>>) => Promise<unknown>;
  const cardPaid: Step = ({ card }) => tell(card, "succeeded");
  const linkPaid: Step = ({ link }) => tell(link, "succeeded");
  const cardBack: Step = ({ card }) => tell(card, "refunded");
  const orders = [
    [cardPaid, linkPaid, cardBack],
    [cardPaid, cardBack, linkPaid],
    [linkPaid, cardPaid, cardBack],
    [linkPaid, cardBack, cardPaid],
    [cardBack, cardPaid, linkPaid],
    [cardBack, linkPaid, cardPaid],
    [cardPaid, linkPaid, linkPaid, cardBack, cardPaid, cardBack, linkPaid],
  ];
  for (const order of orders) {
    const two = await twoPayments();
    for (const step of order) await step(two);
    expect([await statusOf(two.card), await statusOf(two.link)]).toEqual(["refunded", "succeeded"]);
    expect(await liveSeats(two)).toEqual([{ payment_id: two.link.id, status: "active" }]);
    expect(await openExceptions(two)).toEqual([]);
  }
  await expectBooksToAgree(db);
});

test("all at once ends the same, with the sweep's help", async () => {
  for (let round = 0; round < 8; round += 1) {
    const two = await twoPayments();
    await tell(two.card, "succeeded");
    await Promise.all([tell(two.link, "succeeded"), tell(two.card, "refunded"), tell(two.link, "succeeded")]);
    await sweepInvariants(db, null);
    expect([await statusOf(two.card), await statusOf(two.link)]).toEqual(["refunded", "succeeded"]);
    expect(await liveSeats(two)).toEqual([{ payment_id: two.link.id, status: "active" }]);
    expect(await openExceptions(two)).toEqual([]);
  }
  await expectBooksToAgree(db);
});

test("killed between the refund and the rest, the sweep does the rest, and repeating it changes nothing", async () => {
  const two = await twoPayments();
  await tell(two.card, "succeeded");
  await tell(two.link, "succeeded");
  await tell(two.card, "refunded", "settled");
  expect(await statusOf(two.link)).toBe("needs_review");
  await sweepInvariants(db, null);
  expect(await statusOf(two.link)).toBe("succeeded");
  expect(await liveSeats(two)).toEqual([{ payment_id: two.link.id, status: "active" }]);
  const before = await snapshot(db);
  expect(await convergeSeats(db, two, applyEvidence)).toBe(false);
  expect(await sweepInvariants(db, null)).toEqual({ opened: 0, repaired: 0, resolved: 0 });
  expect(await snapshot(db)).toEqual(before);
});

test("an enrollment that ended leaves the seat to the other payment, when there is one", async () => {
  const two = await twoPayments(1);
  await tell(two.card, "succeeded");
  await tell(two.link, "succeeded");
  await db
    .updateTable("enrollments")
    .set({ status: "revoked" })
    .where("payment_id", "=", two.card.id)
    .execute();
  await db.updateTable("courses").set({ enrolled_count: 0 }).where("id", "=", two.courseId).execute();
  const rival = await build.payment({ courseId: two.courseId });
  await tell(rival, "succeeded");
  await sweepInvariants(db, null);
  // The seat is another student's meanwhile: the money waits for one, as everybody's does.
  expect(await statusOf(two.link)).toBe("succeeded");
  expect(await liveSeats(two)).toEqual([]);
  expect((await openExceptions(two)).map((one) => one.kind)).toContain("paid_not_enrolled");
  await db.updateTable("courses").set({ capacity: 2 }).where("id", "=", two.courseId).execute();
  await sweepInvariants(db, null);
  expect(await liveSeats(two)).toEqual([{ payment_id: two.link.id, status: "active" }]);
  await expectBooksToAgree(db);
});

test("a seat that is the other's again makes the money wait again", async () => {
  const two = await twoPayments();
  await tell(two.card, "succeeded");
  await tell(two.link, "succeeded");
  await tell(two.card, "refunded");
  await tell(two.card, "succeeded", undefined, "second-transaction");
  expect(await statusOf(two.card)).toBe("needs_review");
  await tell(two.link, "refunded");
  expect([await statusOf(two.card), await statusOf(two.link)]).toEqual(["succeeded", "refunded"]);
  expect(await liveSeats(two)).toEqual([{ payment_id: two.card.id, status: "active" }]);
  expect(await openExceptions(two)).toEqual([]);
});

test("a partial refund moves nothing, and three payments leave the exception until one is left", async () => {
  const two = await twoPayments();
  const third = await build.payment({ studentId: two.studentId, courseId: two.courseId });
  for (const payment of [two.card, two.link, third]) await tell(payment, "succeeded");
  await tell(two.card, "refunded");
  expect((await openExceptions(two)).map((one) => one.kind)).toEqual(["two_payments_one_seat"]);
  const reviewed = [await statusOf(two.link), await statusOf(third)].sort();
  expect(reviewed).toEqual(["needs_review", "succeeded"]);
  await tell((await statusOf(third)) === "needs_review" ? third : two.link, "refunded");
  expect(await openExceptions(two)).toEqual([]);
});

const enrollmentOf = ({ id }: { id: string }) =>
  db.selectFrom("enrollments").selectAll().where("payment_id", "=", id).executeTakeFirstOrThrow();
const countOf = async ({ courseId }: { courseId: string }) =>
  (
    await db
      .selectFrom("courses")
      .select("enrolled_count")
      .where("id", "=", courseId)
      .executeTakeFirstOrThrow()
  ).enrolled_count;

async function paidIn(refund_effect: "revoke" | "keep" | "ask", approval: "none" | "after_payment" = "none") {
  const { id: courseId } = await build.course({ approval });
  await db.updateTable("courses").set({ refund_effect }).where("id", "=", courseId).execute();
  return build.paid({ courseId });
}
const giveBack = (payment: Awaited<ReturnType<typeof paidIn>>, minor: number) =>
  applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: payment.gateway },
    evidence: [
      evidence({
        kind: "refunded",
        attempt_id: payment.attempt.id,
        transaction_ref: payment.attempt.orderRef,
        amount_minor: payment.amountMinor,
        currency: payment.currency,
        refunded_minor: minor,
      }),
    ],
  });

test.each([
  { effect: "revoke", seat: "revoked", taken: 0, open: [] },
  { effect: "keep", seat: "active", taken: 1, open: [] },
  { effect: "ask", seat: "active", taken: 1, open: ["enrolled_not_paid"] },
] as const)(
  "a course that says $effect: part of the money back changes nothing, all of it leaves the seat $seat",
  async (way) => {
    const payment = await paidIn(way.effect);
    await giveBack(payment, payment.amountMinor - 1);
    await sweepInvariants(db, null);
    expect([await countOf(payment), await openExceptions(payment)]).toEqual([1, []]);
    expect(await enrollmentOf(payment)).toMatchObject({ status: "active" });

    await giveBack(payment, payment.amountMinor);
    expect(await enrollmentOf(payment)).toMatchObject({ status: way.seat });
    await sweepInvariants(db, null);
    expect(await enrollmentOf(payment)).toMatchObject({ status: way.seat });
    expect(await countOf(payment)).toBe(way.taken);
    expect((await openExceptions(payment)).map((one) => one.kind)).toEqual(way.open);
  },
);

test("a seat that nobody had decided about is refused with its refund; two reports at once, or one cut short, end it once", async () => {
  const waiting = await paidIn("revoke", "after_payment");
  await Promise.all([giveBack(waiting, waiting.amountMinor), giveBack(waiting, waiting.amountMinor)]);
  expect(await enrollmentOf(waiting)).toMatchObject({ status: "rejected", version: 2 });
  expect(await countOf(waiting)).toBe(0);

  const cut = await paidIn("revoke");
  await tell(cut, "refunded", "settled", cut.attempt.orderRef);
  expect(await enrollmentOf(cut)).toMatchObject({ status: "active" });
  await sweepInvariants(db, null);
  expect(await enrollmentOf(cut)).toMatchObject({ status: "revoked", version: 2 });
  const audit = await db
    .selectFrom("audit_log")
    .select(["actor_type", "action"])
    .where("subject_id", "=", (await enrollmentOf(cut)).id)
    .where("action", "=", "enrollment.revoked")
    .execute();
  expect(audit).toEqual([{ actor_type: "system", action: "enrollment.revoked" }]);
});

test("a seat that a person gave back to a refunded student stays theirs, and is asked about", async () => {
  const payment = await paidIn("revoke");
  await giveBack(payment, payment.amountMinor);
  const { id, version } = await enrollmentOf(payment);
  const actor = { type: "staff" as const, id: (await build.user({ role: "registrar" })).id };
  await decideEnrollment(db, { enrollmentId: id, decision: "restore", expectedVersion: version, actor });
  await sweepInvariants(db, null);
  expect(await enrollmentOf(payment)).toMatchObject({ status: "active" });
  expect((await openExceptions(payment)).map((one) => one.kind)).toEqual(["enrolled_not_paid"]);
});
