import { sql } from "kysely";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { type Act, actOnce, done, refused } from "#app/features/support/act-once.server.ts";
import { findSeatRefusal, lockForSeat } from "#app/features/support/refuse-seat.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";

/** Gives a seat without payment. The seat is counted in the same transaction: a full course refuses. */
export function grantSeat(db: Db, input: Act & { userId: string; courseId: string; reason: string }) {
  const { userId, courseId, reason, actor } = input;
  return actOnce(db, { ...input, kind: "seat.granted" }, async (trx) => {
    await lockForSeat(trx, userId, [courseId]);
    const refusal = await findSeatRefusal(trx, { userId, courseId });
    if (refusal) return refused({ outcome: refusal });
    if (!(await takeSeat(trx, courseId))) return refused({ outcome: "full" as const });
    const id = newId("enr");
    await trx
      .insertInto("enrollments")
      .values({ id, student_id: userId, course_id: courseId, status: "active", source: "staff" })
      .execute();
    await recordChanges(trx, {
      actor: { ...actor, reason },
      changes: [
        {
          topic: "enrollments",
          kind: "enrollment.granted",
          subject: { type: "enrollment", id, version: 1 },
          before: null,
          after: { status: "active", source: "staff", course_id: courseId },
          data: { status: "active", previous: null, courseId, paymentId: null },
          audience: [userId],
        },
      ],
    });
    return done({ outcome: "granted" as const, enrollmentId: id });
  });
}

/** One seat more, unless the course is full. */
export async function takeSeat(trx: Trx, courseId: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("courses")
    .set({ enrolled_count: sql`enrolled_count + 1` })
    .where("id", "=", courseId)
    .where((eb) => eb.or([eb("capacity", "is", null), eb("enrolled_count", "<", eb.ref("capacity"))]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
