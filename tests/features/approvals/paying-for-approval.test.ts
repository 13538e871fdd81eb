import { sql } from "kysely";
import { expect, test } from "vitest";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { beginCheckout } from "#app/features/checkout/begin-checkout.server.ts";
import { listOffers } from "#app/features/checkout/list-offers.server.ts";
import { startCheckout } from "#app/features/checkout/start-checkout.server.ts";
import { lapseApprovals } from "#app/features/enrollments/lapse-approvals.server.ts";
import { requestEnrollment } from "#app/features/enrollments/request-enrollment.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { sweepInvariants } from "#app/features/reconciliation/sweep-invariants.server.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import { newId } from "#app/lib/ids.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { expectBooksToAgree } from "#tests/support/tables.ts";

const { db } = useDatabase();
const build = builders(db);
const gateways: Gateways = new Map([["paymob", new ScriptedGateway("paymob")]]);

async function asked(course: Parameters<typeof build.course>[0] = {}) {
  const { id: courseId } = await build.course({ approval: "before_payment", ...course });
  const student = await build.user();
  const result = await requestEnrollment(db, { studentId: student.id, courseId });
  if (result.outcome !== "requested") throw new Error(result.outcome);
  return { student, courseId, id: result.enrollmentId };
}
type Asked = Awaited<ReturnType<typeof asked>>;

const buy = ({ student, courseId }: Pick<Asked, "student" | "courseId">) =>
  startCheckout(db, gateways, {
    student,
    courseId,
    gateway: "paymob",
    idempotencyKey: newId("req"),
    appUrl: "http://127.0.0.1:3000",
  });
const approve = async (id: string, expectedVersion = 1) =>
  decideEnrollment(db, {
    enrollmentId: id,
    decision: "approve",
    expectedVersion,
    actor: { type: "staff", id: (await build.user({ role: "registrar" })).id },
  });
const read = (id: string) =>
  db.selectFrom("enrollments").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const overdue = (id: string) =>
  db
    .updateTable("enrollments")
    .set({ pay_by: sql`now() - interval '1 minute'` })
    .where("id", "=", id)
    .execute();

test("checkout is open to the approved only, and their payment makes their own request active", async () => {
  const who = await asked({ capacity: 1 });
  expect(await buy(who)).toEqual({ outcome: "needs_approval" });
  expect(await buy({ ...who, student: await build.user() })).toEqual({ outcome: "needs_approval" });
  await approve(who.id);
  // The course is full with this one seat, which is theirs.
  expect(await buy(who)).toMatchObject({ outcome: "redirect" });
  const paid = await build.paid({ studentId: who.student.id, courseId: who.courseId });
  expect(paid.enrollment).toMatchObject({
    id: who.id,
    status: "active",
    source: "payment",
    version: 3,
    pay_by: null,
  });
  const events = await db
    .selectFrom("outbox_events")
    .select(["kind", "subject_version"])
    .where("subject_id", "=", who.id)
    .orderBy("seq")
    .execute();
  expect(events).toEqual([
    { kind: "enrollment.requested", subject_version: 1 },
    { kind: "enrollment.approved", subject_version: 2 },
    { kind: "enrollment.granted", subject_version: 3 },
  ]);
  await expectBooksToAgree(db);
});

test("pressing the request twice at once asks once; a buyable course needs no request", async () => {
  const { id: courseId } = await build.course({ approval: "before_payment" });
  const { id: studentId } = await build.user();
  const both = await Promise.all([
    requestEnrollment(db, { studentId, courseId }),
    requestEnrollment(db, { studentId, courseId }),
  ]);
  expect(both.map((result) => result.outcome).sort()).toEqual(["requested", "waiting"]);
  const open = await build.course();
  expect(await requestEnrollment(db, { studentId, courseId: open.id })).toEqual({ outcome: "not_needed" });
});

test("an approval not paid in time lapses and frees the seat; one whose checkout is open is waited for", async () => {
  const who = await asked({ capacity: 1 });
  await approve(who.id);
  await build.payment({ studentId: who.student.id, courseId: who.courseId });
  await overdue(who.id);
  expect(await buy(who)).toEqual({ outcome: "needs_approval" });
  await lapseApprovals(db);
  expect((await read(who.id)).status).toBe("approved");
  await db.updateTable("payment_attempts").set({ expires_at: sql`now()` }).execute();
  expect(await lapseApprovals(db)).toBe(1);
  expect(await read(who.id)).toMatchObject({ status: "lapsed", pay_by: null, version: 3 });
  await expectBooksToAgree(db);
  expect(await requestEnrollment(db, { studentId: who.student.id, courseId: who.courseId })).toMatchObject({
    outcome: "requested",
  });
});

test("a checkout is waited for from the moment it is being opened, and after a card was declined on it", async () => {
  const opening = await asked();
  await approve(opening.id);
  const begun = await beginCheckout(db, gateways, {
    studentId: opening.student.id,
    courseId: opening.courseId,
    gateway: "paymob",
    idempotencyKey: newId("req"),
  });
  expect(begun.outcome).toBe("open_it");
  const declined = await asked();
  await approve(declined.id);
  const payment = await build.payment({ studentId: declined.student.id, courseId: declined.courseId });
  const told = await applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: "paymob" },
    evidence: [
      evidence({ kind: "failed", attempt_id: payment.attempt.id, transaction_ref: "1", code: "declined" }),
    ],
  });
  expect(told).toMatchObject({ after: "failed" });
  for (const { id } of [opening, declined]) await overdue(id);
  expect(await lapseApprovals(db)).toBe(0);
  await db.updateTable("payment_attempts").set({ expires_at: sql`now()` }).execute();
  expect(await lapseApprovals(db)).toBe(2);
});

test("a lapse and a payment at once end with the seat paid for, or with money that waits for a decision", async () => {
  for (let round = 0; round < 10; round++) {
    const who = await asked();
    await approve(who.id);
    await overdue(who.id);
    const payment = build.paid({ studentId: who.student.id, courseId: who.courseId });
    await Promise.all([payment, lapseApprovals(db), lapseApprovals(db)]);
    const { enrollment } = await payment;
    expect(["active", "pending_approval"]).toContain(enrollment!.status);
  }
  await expectBooksToAgree(db);
});

test("money that comes without an approval is booked, holds a seat and waits for a decision", async () => {
  const who = await asked();
  const paid = await build.paid({ studentId: who.student.id, courseId: who.courseId });
  expect(paid.enrollment).toMatchObject({
    id: who.id,
    status: "pending_approval",
    source: "payment",
    version: 2,
  });
  const stranger = await build.paid({ courseId: who.courseId });
  expect(stranger.enrollment).toMatchObject({ status: "pending_approval" });
  expect(await approve(who.id, 2)).toMatchObject({ outcome: "decided", status: "active" });
  await expectBooksToAgree(db);
});

test("paid for a full course that approves, the student is an exception until a seat is free, then waits for approval", async () => {
  const { id: courseId } = await build.course({ approval: "after_payment", capacity: 1 });
  const first = await build.paid({ courseId });
  const second = await build.paid({ courseId });
  expect(second.enrollment).toBeUndefined();
  await decideEnrollment(db, {
    enrollmentId: first.enrollment!.id,
    decision: "reject",
    expectedVersion: 1,
    reason: "Not this year.",
    actor: { type: "staff", id: (await build.user({ role: "registrar" })).id },
  });
  await sweepInvariants(db, null);
  const seat = await db
    .selectFrom("enrollments")
    .selectAll()
    .where("payment_id", "=", second.id)
    .executeTakeFirstOrThrow();
  expect(seat.status).toBe("pending_approval");
  const open = await db
    .selectFrom("exceptions")
    .select("status")
    .where("payment_id", "=", second.id)
    .execute();
  expect(open).toEqual([{ status: "resolved" }]);
  await expectBooksToAgree(db);
});

test("a seat that is held is theirs to pay also when the course went off sale; nobody else can buy", async () => {
  const who = await asked({ capacity: 2 });
  await approve(who.id);
  await db.updateTable("courses").set({ status: "archived" }).where("id", "=", who.courseId).execute();
  expect(await buy({ ...who, student: await build.user() })).toEqual({ outcome: "not_sold" });
  expect(await listOffers(db, gateways, who.courseId, who.student.id)).toHaveLength(1);
  expect(await buy(who)).toMatchObject({ outcome: "redirect" });
  await overdue(who.id);
  expect(await listOffers(db, gateways, who.courseId, who.student.id)).toEqual([]);
  expect(await buy(who)).toMatchObject({ outcome: "needs_approval" });
});
