import { beforeAll, expect, test } from "vitest";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { beginCheckout } from "#app/features/checkout/begin-checkout.server.ts";
import { applyEvidence, applyInTransaction } from "#app/features/payments/apply-evidence.server.ts";
import type { EvidenceRow } from "#app/features/payments/lock-payment.server.ts";
import { sweepInvariants } from "#app/features/reconciliation/sweep-invariants.server.ts";
import { grantSeat } from "#app/features/support/grant-seat.server.ts";
import { previewSeat } from "#app/features/support/preview-seat.server.ts";
import { transferEnrollment } from "#app/features/support/transfer-enrollment.server.ts";
import type { Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { acting, actionsOn, countOf, seatOf, waitingForLocks } from "./acting.ts";

const { db } = useDatabase();
const build = builders(db);
let act: Awaited<ReturnType<typeof acting>>;
beforeAll(async () => {
  act = await acting(build);
});

const grant = (userId: string, courseId: string, once = act()) =>
  grantSeat(db, { ...once, userId, courseId, reason: "A scholarship" });

test("a granted seat is counted, audited with its reason, and told to the student's own pages", async () => {
  const [student, course] = [await build.user(), await build.course({ capacity: 2 })];
  const result = await grant(student.id, course.id);
  expect(result).toMatchObject({ outcome: "granted" });
  const [seat] = await seatOf(db, student.id);
  expect(seat).toMatchObject({ status: "active", source: "staff", payment_id: null });
  expect(await countOf(db, course.id)).toBe(1);
  const audit = await db.selectFrom("audit_log").selectAll().where("subject_id", "=", seat!.id).execute();
  expect(audit).toMatchObject([{ action: "enrollment.granted", reason: "A scholarship" }]);
  const event = await db
    .selectFrom("outbox_events")
    .selectAll()
    .where("subject_id", "=", seat!.id)
    .executeTakeFirstOrThrow();
  expect(event.audience).toEqual([student.id]);
});

test("two presses are one seat, also at once, and a later one is told the same", async () => {
  const [student, course] = [await build.user(), await build.course()];
  const once = act();
  const both = await Promise.all([grant(student.id, course.id, once), grant(student.id, course.id, once)]);
  expect(both[0]).toEqual(both[1]);
  expect(await grant(student.id, course.id, once)).toEqual(both[0]);
  expect(await seatOf(db, student.id)).toHaveLength(1);
  expect(await countOf(db, course.id)).toBe(1);
});

test("a key that did something else does nothing", async () => {
  const [student, other, course] = [await build.user(), await build.user(), await build.course()];
  const once = act();
  await grant(student.id, course.id, once);
  expect(await grant(other.id, course.id, once)).toEqual({ outcome: "key_reused" });
  expect(await seatOf(db, other.id)).toEqual([]);
});

test("the last seat goes to one of two, and a refusal may be tried again with the same form", async () => {
  const course = await build.course({ capacity: 1 });
  const [a, b] = [await build.user(), await build.user()];
  const keys = [act(), act()] as const;
  const both = await Promise.all([grant(a.id, course.id, keys[0]), grant(b.id, course.id, keys[1])]);
  expect(both.map((result) => result.outcome).sort()).toEqual(["full", "granted"]);
  expect(await countOf(db, course.id)).toBe(1);
  await db.updateTable("courses").set({ capacity: 2 }).where("id", "=", course.id).execute();
  const late = both[0]!.outcome === "full" ? ([a, keys[0]] as const) : ([b, keys[1]] as const);
  expect(await grant(late[0].id, course.id, late[1])).toMatchObject({ outcome: "granted" });
});

test("no second seat, none for staff, none in an archived course", async () => {
  const [student, staff] = [await build.user(), await build.user({ role: "finance" })];
  const course = await build.course();
  await grant(student.id, course.id);
  expect(await grant(student.id, course.id)).toEqual({ outcome: "already_enrolled" });
  expect(await grant(staff.id, course.id)).toEqual({ outcome: "not_student" });
  await db.updateTable("courses").set({ status: "archived" }).where("id", "=", course.id).execute();
  expect(await grant((await build.user()).id, course.id)).toEqual({ outcome: "no_course" });
});

test("money that came for the course keeps its own seat: none is given beside it, before or after a refusal", async () => {
  const full = await build.course({ capacity: 1 });
  await grant((await build.user()).id, full.id);
  const waits = await build.paid({ courseId: full.id });
  expect(waits.enrollment).toBeUndefined();
  await db.updateTable("courses").set({ capacity: 5 }).where("id", "=", full.id).execute();
  expect(await previewSeat(db, waits.studentId, full.id)).toMatchObject({ refusal: "paid_already" });
  expect(await grant(waits.studentId, full.id)).toEqual({ outcome: "paid_already" });
  const { seat } = await paidSeat();
  await db.updateTable("payments").set({ student_id: seat.student_id }).where("id", "=", waits.id).execute();
  expect(await transfer(seat, full.id)).toEqual({ outcome: "paid_already" });
  expect(await countOf(db, full.id)).toBe(1);
});

test("an open checkout stands in the preview; its money, once here, is raised and given to nobody", async () => {
  const [student, course] = [await build.user(), await build.course()];
  const payment = await build.payment({ studentId: student.id, courseId: course.id });
  expect(await previewSeat(db, student.id, course.id)).toMatchObject({
    refusal: null,
    paying: [{ minor: payment.amountMinor, currency: payment.currency }],
  });
  expect(await grant(student.id, course.id)).toMatchObject({ outcome: "granted" });
  await applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: "paymob" },
    evidence: [
      evidence({
        kind: "succeeded",
        attempt_id: payment.attempt.id,
        transaction_ref: payment.attempt.orderRef,
        amount_minor: payment.amountMinor,
        currency: payment.currency,
      }),
    ],
  });
  expect(await countOf(db, course.id)).toBe(1);
  const raised = await db
    .selectFrom("exceptions")
    .select(["kind", "status"])
    .where("payment_id", "=", payment.id)
    .execute();
  expect(raised).toEqual([{ kind: "two_payments_one_seat", status: "open" }]);
  // Revoked, the free seat makes room for the payment's own.
  const [free] = await seatOf(db, student.id);
  await decideEnrollment(db, {
    enrollmentId: free!.id,
    decision: "revoke",
    expectedVersion: free!.version,
    reason: "They have paid for it",
    actor: act().actor,
  });
  await sweepInvariants(db, null);
  const [, own] = await seatOf(db, student.id);
  expect(own).toMatchObject({ status: "active", payment_id: payment.id });
  const open = db.selectFrom("exceptions").select("id").where("payment_id", "=", payment.id);
  expect(await open.where("status", "=", "open").execute()).toEqual([]);
});

test.each(["grant", "move"] as const)(
  "a payment that takes the seat in the same moment is seen: the %s is refused, and no error",
  async (what) => {
    const course = await build.course();
    const { payment, seat } = await paidSeat();
    const paying = await build.payment({ studentId: payment.studentId, courseId: course.id });
    let act: Promise<{ outcome: string }> | undefined;
    await db.transaction().execute(async (trx) => {
      // The webhook is writing: it has the course and its seat, and has not committed.
      await trx.selectFrom("courses").select("id").where("id", "=", course.id).forUpdate().execute();
      await trx.updateTable("courses").set({ enrolled_count: 1 }).where("id", "=", course.id).execute();
      await trx
        .insertInto("enrollments")
        .values({
          id: newId("enr"),
          student_id: payment.studentId,
          course_id: course.id,
          payment_id: paying.id,
          status: "active",
          source: "payment",
        })
        .execute();
      act = what === "grant" ? grant(payment.studentId, course.id) : transfer(seat, course.id);
      await expect.poll(() => waitingForLocks(db), { interval: 10 }).toBe(1);
    });
    expect(await act).toEqual({ outcome: "already_enrolled" });
    expect(await countOf(db, course.id)).toBe(1);
  },
);

test("a seat moves while its payment is written together with a sale in the new course: neither fails", async () => {
  const { payment, seat } = await paidSeat();
  const target = await build.course();
  const sold = await build.payment({ courseId: target.id });
  const write = (trx: Trx, to: typeof sold, more: Partial<EvidenceRow> = {}) =>
    applyInTransaction(trx, {
      paymentId: to.id,
      actor: { type: "gateway", id: "paymob" },
      evidence: [
        evidence({
          kind: "succeeded",
          attempt_id: to.attempt.id,
          transaction_ref: `t${to.id}`,
          amount_minor: to.amountMinor,
          currency: to.currency,
          ...more,
        }),
      ],
    });
  const { moving } = await db.transaction().execute(async (trx) => {
    await write(trx, payment, { kind: "refunded", refunded_minor: 100 });
    const moving = transfer(seat, target.id).catch((error: unknown) => error);
    await expect.poll(() => waitingForLocks(db), { interval: 10 }).toBe(1);
    await write(trx, sold);
    return { moving };
  });
  expect(await moving).toMatchObject({ outcome: "transferred" });
  expect(await countOf(db, target.id)).toBe(2);
});

async function paidSeat(more: { courseId?: string } = {}) {
  const payment = await build.payment({ courseId: more.courseId });
  await applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: "paymob" },
    evidence: [
      evidence({
        kind: "succeeded",
        attempt_id: payment.attempt.id,
        transaction_ref: `t${payment.id}`,
        amount_minor: payment.amountMinor,
        currency: payment.currency,
      }),
    ],
  });
  const [seat] = await seatOf(db, payment.studentId);
  return { payment, seat: seat! };
}

const transfer = (
  seat: { id: string; student_id: string; version: number },
  courseId: string,
  once = act(),
) =>
  transferEnrollment(db, {
    ...once,
    userId: seat.student_id,
    enrollmentId: seat.id,
    expectedVersion: seat.version,
    courseId,
    reason: "Another week suits better",
  });

test("a seat moves whole: the old one transferred, the new one active with the same payment, both counts right", async () => {
  const { payment, seat } = await paidSeat();
  const target = await build.course({ capacity: 1 });
  expect(await transfer(seat, target.id)).toMatchObject({ outcome: "transferred" });
  const seats = await seatOf(db, payment.studentId);
  expect(seats.map((row) => [row.course_id, row.status, row.payment_id])).toEqual([
    [payment.courseId, "transferred", payment.id],
    [target.id, "active", payment.id],
  ]);
  expect([await countOf(db, payment.courseId), await countOf(db, target.id)]).toEqual([0, 1]);
  expect(await actionsOn(db, seat.id)).toContain("enrollment.transferred");
});

test("a moved seat is no exception: the sweep finds the payment enrolled", async () => {
  const { payment, seat } = await paidSeat();
  await transfer(seat, (await build.course()).id);
  await sweepInvariants(db, null);
  const open = await db
    .selectFrom("exceptions")
    .select("kind")
    .where("payment_id", "=", payment.id)
    .execute();
  expect(open).toEqual([]);
});

const checkout = (studentId: string, courseId: string) =>
  beginCheckout(db, new Map([["paymob", new ScriptedGateway("paymob")]]), {
    studentId,
    courseId,
    gateway: "paymob",
    idempotencyKey: newId("req"),
  });

const fact = (payment: Awaited<ReturnType<typeof build.payment>>, kind?: "succeeded" | "refunded") =>
  applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: "paymob" },
    evidence: kind
      ? [
          evidence({
            kind,
            attempt_id: payment.attempt.id,
            transaction_ref: `t${payment.id}`,
            amount_minor: payment.amountMinor,
            currency: payment.currency,
            refunded_minor: kind === "refunded" ? payment.amountMinor : null,
          }),
        ]
      : [],
  });

const openFor = (studentId: string) =>
  db
    .selectFrom("exceptions")
    .select(["kind", "course_id"])
    .where("student_id", "=", studentId)
    .where("status", "=", "open")
    .execute();
const statusesOf = async (...ids: string[]) =>
  Promise.all(
    ids.map((id) =>
      db.selectFrom("payments").select("status").where("id", "=", id).executeTakeFirstOrThrow(),
    ),
  ).then((rows) => rows.map((row) => row.status));

test("a course that a seat moved away from is bought again: two payments, two seats, and nothing to look at", async () => {
  const { payment, seat } = await paidSeat();
  const { studentId, courseId } = payment;
  await transfer(seat, (await build.course()).id);
  expect(await checkout(studentId, courseId)).toMatchObject({ outcome: "open_it" });

  const again = await build.paid({ studentId, courseId, gateway: "ikhokha" });
  expect(again.enrollment).toMatchObject({ status: "active", course_id: courseId });
  // The gateway is asked about the first payment once more, and the sweeps look at both.
  await fact(payment);
  for (const since of [null, new Date(Date.now() - 60_000)]) await sweepInvariants(db, since);
  expect(await statusesOf(payment.id, again.id)).toEqual(["succeeded", "succeeded"]);
  expect(await openFor(studentId)).toEqual([]);

  // Given back, the second seat does not become the first payment's.
  await fact(again, "refunded");
  const here = (await seatOf(db, studentId)).filter((row) => row.course_id === courseId);
  expect(here.map((row) => row.payment_id)).toEqual([payment.id, again.id]);
});

test("money for the course a seat moved to pays for one seat twice: it is raised, stays, and passes on when one goes back", async () => {
  const { payment, seat } = await paidSeat();
  const { studentId } = payment;
  const target = await build.course();
  await transfer(seat, target.id);
  expect(await checkout(studentId, target.id)).toMatchObject({ outcome: "already_enrolled" });

  const late = await build.paid({ studentId, courseId: target.id });
  const doubled = [{ kind: "two_payments_one_seat", course_id: target.id }];
  for (const since of [null, new Date(Date.now() - 60_000)]) await sweepInvariants(db, since);
  expect(await openFor(studentId)).toEqual(doubled);

  await fact(payment, "refunded");
  expect(await statusesOf(payment.id, late.id)).toEqual(["refunded", "succeeded"]);
  const [, moved] = await seatOf(db, studentId);
  expect(moved).toMatchObject({ course_id: target.id, status: "active", payment_id: late.id });
  await sweepInvariants(db, null);
  expect(await openFor(studentId)).toEqual([]);
});

test("two moves at once to two courses end with one", async () => {
  const { payment, seat } = await paidSeat();
  const [a, b] = [await build.course(), await build.course()];
  const both = await Promise.all([transfer(seat, a.id), transfer(seat, b.id)]);
  expect(both.map((result) => result.outcome).sort()).toEqual(["stale", "transferred"]);
  expect((await countOf(db, a.id)) + (await countOf(db, b.id))).toBe(1);
  expect(await countOf(db, payment.courseId)).toBe(0);
});

test("students who swap courses both ways at once do not wait for each other for ever", async () => {
  const [x, y] = [await build.course(), await build.course()];
  const seats = [];
  for (let i = 0; i < 4; i++) {
    seats.push([(await paidSeat({ courseId: x.id })).seat, y.id] as const);
    seats.push([(await paidSeat({ courseId: y.id })).seat, x.id] as const);
  }
  const moved = await Promise.all(seats.map(([seat, to]) => transfer(seat, to)));
  expect(moved.map((result) => result.outcome)).toEqual(seats.map(() => "transferred"));
  expect([await countOf(db, x.id), await countOf(db, y.id)]).toEqual([4, 4]);
});

test("a full course, the same course and a seat that is not held are refused, and nothing moves", async () => {
  const { payment, seat } = await paidSeat();
  const full = await build.course({ capacity: 1 });
  await grant((await build.user()).id, full.id);
  expect(await transfer(seat, full.id)).toEqual({ outcome: "full" });
  expect(await transfer(seat, payment.courseId)).toEqual({ outcome: "same_course" });
  expect(await transfer({ ...seat, student_id: (await build.user()).id }, full.id)).toEqual({
    outcome: "missing",
  });
  expect([await countOf(db, payment.courseId), await countOf(db, full.id)]).toEqual([1, 1]);
  await db.updateTable("enrollments").set({ status: "revoked" }).where("id", "=", seat.id).execute();
  await db.updateTable("courses").set({ enrolled_count: 0 }).where("id", "=", payment.courseId).execute();
  expect(await transfer(seat, (await build.course()).id)).toEqual({ outcome: "not_held" });
});
