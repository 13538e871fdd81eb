import { sql } from "kysely";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { type Act, actOnce, done, refused } from "#app/features/support/act-once.server.ts";
import { takeSeat } from "#app/features/support/grant-seat.server.ts";
import { findSeatRefusal, lockForSeat } from "#app/features/support/refuse-seat.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import type { EnrollmentStatus } from "#db/schema.ts";

/** What can be moved: a seat that is held. What waits for a decision is decided first. */
export const transferableStatuses = ["active", "suspended"] as const satisfies readonly EnrollmentStatus[];

/**
 * Moves a seat to another course: the old enrollment becomes `transferred`, a new one carries on with its payment, and
 * both courses' counts move, all at once or not at all. Money does not move: a difference in price is for people.
 */
export function transferEnrollment(
  db: Db,
  input: Act & {
    userId: string;
    enrollmentId: string;
    expectedVersion: number;
    courseId: string;
    reason: string;
  },
) {
  const { userId, enrollmentId, courseId, actor, reason } = input;
  return actOnce(db, { ...input, kind: "enrollment.transferred" }, async (trx) => {
    // Its payment and the courses before the enrollment.
    const seen = await trx
      .selectFrom("enrollments")
      .select(["course_id", "payment_id"])
      .where("id", "=", enrollmentId)
      .executeTakeFirst();
    await lockForSeat(trx, userId, [seen?.course_id ?? courseId, courseId], seen?.payment_id);
    const before = await trx
      .selectFrom("enrollments")
      .selectAll()
      .where("id", "=", enrollmentId)
      .where("student_id", "=", userId)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return refused({ outcome: "missing" as const });
    if (before.version !== input.expectedVersion) return refused({ outcome: "stale" as const });
    if (!transferableStatuses.some((status) => status === before.status))
      return refused({ outcome: "not_held" as const });
    if (before.course_id === courseId) return refused({ outcome: "same_course" as const });
    const refusal = await findSeatRefusal(trx, { userId, courseId });
    if (refusal) return refused({ outcome: refusal });
    if (!(await takeSeat(trx, courseId))) return refused({ outcome: "full" as const });
    await trx
      .updateTable("courses")
      .set({ enrolled_count: sql`enrolled_count - 1` })
      .where("id", "=", before.course_id)
      .execute();
    await trx
      .updateTable("enrollments")
      .set({ status: "transferred", version: sql`version + 1`, updated_at: sql`now()` })
      .where("id", "=", enrollmentId)
      .execute();
    const id = newId("enr");
    await trx
      .insertInto("enrollments")
      .values({
        id,
        student_id: userId,
        course_id: courseId,
        payment_id: before.payment_id,
        status: before.status,
        source: before.source,
      })
      .execute();
    const moved = { from: before.course_id, to: courseId, paymentId: before.payment_id };
    await recordChanges(trx, {
      actor: { ...actor, reason },
      changes: [
        {
          topic: "enrollments",
          kind: "enrollment.transferred",
          subject: { type: "enrollment", id: enrollmentId, version: before.version + 1 },
          before: { status: before.status, course_id: before.course_id },
          after: { status: "transferred", moved_to: id, course_id: courseId },
          data: { status: "transferred", previous: before.status, courseId: before.course_id, ...moved },
          audience: [userId],
        },
        {
          topic: "enrollments",
          kind: "enrollment.received",
          subject: { type: "enrollment", id, version: 1 },
          before: null,
          after: { status: before.status, moved_from: enrollmentId, course_id: courseId },
          data: { status: before.status, previous: null, courseId, ...moved },
          audience: [userId],
        },
      ],
    });
    return done({ outcome: "transferred" as const, enrollmentId: id });
  });
}
