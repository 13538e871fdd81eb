import { sql } from "kysely";
import { liveStatuses } from "#app/features/enrollments/live-statuses.server.ts";
import { recordChanges, systemActor } from "#app/features/outbox/record-changes.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { convergeSeats } from "#app/features/payments/converge-seats.server.ts";
import type { Violation } from "#app/features/reconciliation/find-violations.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/**
 * Puts right what is safe to put right without a person: a seat that money already bought and that is free, a seat
 * whose payment went back while another of the same student stayed, and a count that differs from what it counts. True if the violation is gone.
 */
export async function repairViolation(db: Db, violation: Violation): Promise<boolean> {
  if (violation.kind === "paid_not_enrolled" && violation.payment_id) {
    // No new evidence: the decision is made again from what is known, and it asks for the seat.
    const result = await applyEvidence(db, {
      paymentId: violation.payment_id,
      evidence: [],
      actor: systemActor,
    });
    return result.outcome !== "missing" && (result.seat === "granted" || result.seat === "pending");
  }
  if (violation.kind === "enrolled_not_paid" && violation.student_id && violation.course_id) {
    const about = { studentId: violation.student_id, courseId: violation.course_id };
    return convergeSeats(db, about, applyEvidence);
  }
  if (violation.kind === "count_drift" && violation.course_id) return recount(db, violation.course_id);
  return false;
}

/** Sets a course's count to what it counts, unless that would say the course is oversold: then a person looks. */
async function recount(db: Db, courseId: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom("courses")
      .select(["enrolled_count", "capacity", "version"])
      .where("id", "=", courseId)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return false;
    const { rows } = await sql<{ live: number }>`
      select count(*) as live from enrollments
      where course_id = ${courseId} and status in (${liveStatuses})`.execute(trx);
    const live = rows[0]!.live;
    if (before.capacity !== null && live > before.capacity) return false;
    await trx.updateTable("courses").set({ enrolled_count: live }).where("id", "=", courseId).execute();
    await recordChanges(trx, {
      actor: { ...systemActor, reason: "The count differed from the live enrollments." },
      changes: [
        {
          topic: "enrollments",
          kind: "course.recounted",
          subject: { type: "course", id: courseId, version: before.version },
          before: { enrolled_count: before.enrolled_count },
          after: { enrolled_count: live },
          data: { courseId },
          audience: [],
        },
      ],
    });
    return true;
  });
}
