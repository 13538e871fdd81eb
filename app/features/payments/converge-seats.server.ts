import { sql } from "kysely";
import { seatCourse } from "#app/features/enrollments/seat-course.server.ts";
import { resolveException } from "#app/features/exceptions/open-exception.server.ts";
import { recordChanges, systemActor } from "#app/features/outbox/record-changes.server.ts";
import type { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { endRefundedSeat } from "#app/features/payments/end-refunded-seat.server.ts";
import type { LockedPayment } from "#app/features/payments/lock-payment.server.ts";
import type { PaymentPlan } from "#app/features/payments/plan-change.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import { liveEnrollmentStatuses } from "#db/schema.ts";

export interface SeatOf {
  studentId: string;
  courseId: string;
}

/** The seat that a payment is for: where it is now, if it was moved. */
export const seatOfPayment = (db: Db, paymentId: string): Promise<SeatOf> =>
  db
    .selectFrom("payments")
    .select(["student_id as studentId", seatCourse("payments").as("courseId")])
    .where("id", "=", paymentId)
    .executeTakeFirstOrThrow();

/** Whether this change may leave another payment of the same student and course to be looked at again. */
export function touchesAnother({ payment, enrollment, holder_gave_back }: LockedPayment, plan: PaymentPlan) {
  const gaveBack = plan.after.capturedMinor > 0 && plan.after.capturedMinor <= plan.after.refundedMinor;
  const hadMoney = plan.before.capturedMinor > plan.before.refundedMinor;
  const leftReview = payment.status === "needs_review" && plan.after.status !== "needs_review";
  return (
    (gaveBack && hadMoney) || leftReview || (!gaveBack && holder_gave_back === true && enrollment !== null)
  );
}

/**
 * One student, one course, more than one payment: the seat of money that went back goes to the payment whose money
 * stayed, or ends where the course says so; whoever waits for the seat is decided again from what is known, and the
 * exception closes once one payment is left. Safe to repeat and to be killed in: the sweep does the rest. True if anything moved.
 */
export async function convergeSeats(db: Db, about: SeatOf, apply: typeof applyEvidence): Promise<boolean> {
  let moved = (await handOverSeat(db, about)) || (await endRefundedSeat(db, about));
  const waiting = await paymentsOf(db, about)
    .select("id")
    .where("status", "=", "needs_review")
    .where("review_reason", "=", "two_payments_one_seat")
    .orderBy("completed_at")
    .orderBy("id")
    .execute();
  for (const { id } of waiting) {
    const result = await apply(db, { paymentId: id, evidence: [], actor: systemActor, seats: "settled" });
    moved ||= result.outcome === "applied";
  }
  return (await resolveIfOneIsLeft(db, about)) || moved;
}

const paymentsOf = (db: Db, { studentId, courseId }: SeatOf) =>
  db.selectFrom("payments").where("student_id", "=", studentId).where(seatCourse("payments"), "=", courseId);

/** The enrollment stays as it is: only whose money it stands on changes. Two at once: one finds it done. */
async function handOverSeat(db: Db, about: SeatOf): Promise<boolean> {
  const handed = await db.transaction().execute(async (trx) => {
    const seat = await trx
      .selectFrom("enrollments as e")
      .innerJoin("payments as p", "p.id", "e.payment_id")
      .select(["e.id", "e.payment_id", "e.version", "e.status"])
      .where("e.student_id", "=", about.studentId)
      .where("e.course_id", "=", about.courseId)
      .where("e.status", "in", liveEnrollmentStatuses)
      .where("p.captured_minor", ">", 0)
      .whereRef("p.captured_minor", "<=", "p.refunded_minor")
      .forUpdate("e")
      .executeTakeFirst();
    if (!seat) return null;
    const heir = await paymentsOf(trx, about)
      .select("id")
      .whereRef("captured_minor", ">", "refunded_minor")
      .where("status", "in", ["succeeded", "partially_refunded", "needs_review"])
      .orderBy("completed_at")
      .orderBy("id")
      .executeTakeFirst();
    if (!heir) return null;
    await trx
      .updateTable("enrollments")
      .set({ payment_id: heir.id, version: seat.version + 1, updated_at: sql`now()` })
      .where("id", "=", seat.id)
      .execute();
    await recordChanges(trx, {
      actor: { ...systemActor, reason: "The first payment went back; another of the same student stayed." },
      changes: [
        {
          topic: "enrollments",
          kind: "enrollment.payment_changed",
          subject: { type: "enrollment", id: seat.id, version: seat.version + 1 },
          before: { payment_id: seat.payment_id },
          after: { payment_id: heir.id },
          data: { status: seat.status, courseId: about.courseId, paymentId: heir.id },
          audience: [about.studentId],
        },
      ],
    });
    return { enrollmentId: seat.id, from: seat.payment_id, to: heir.id };
  });
  if (!handed) return false;
  wake("outbox");
  log.info(handed, "seat handed to the payment that stayed");
  return true;
}

async function resolveIfOneIsLeft(db: Db, about: SeatOf): Promise<boolean> {
  const paid = await paymentsOf(db, about)
    .select("id")
    .whereRef("captured_minor", ">", "refunded_minor")
    .limit(2)
    .execute();
  const doubled = await paymentsOf(db, about)
    .select("id")
    .where("status", "=", "needs_review")
    .where("review_reason", "in", ["two_successes", "two_payments_one_seat"])
    .limit(1)
    .execute();
  if (paid.length > 1 || doubled.length > 0) return false;
  const resolved = await resolveException(db, {
    dedupeKey: `two_payments_one_seat:${about.studentId}:${about.courseId}`,
    how: "One payment for the seat is left.",
  });
  if (resolved) wake("outbox");
  return resolved;
}
