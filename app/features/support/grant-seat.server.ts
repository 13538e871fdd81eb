import { sql } from "kysely";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { type Act, actOnce, done, refused } from "#app/features/support/act-once.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { liveEnrollmentStatuses } from "#db/schema.ts";

/** Why a seat in a course cannot be given to this person now. */
export type SeatRefusal =
  | "no_person"
  | "not_student"
  | "no_course"
  | "already_enrolled"
  | "asked_for"
  | "full";

/** Gives a seat without payment. The seat is counted in the same transaction: a full course refuses. */
export function grantSeat(db: Db, input: Act & { userId: string; courseId: string; reason: string }) {
  const { userId, courseId, reason, actor } = input;
  return actOnce(db, { ...input, kind: "seat.granted" }, async (trx) => {
    const refusal = await refuseSeat(trx, { userId, courseId });
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

/** What stands in the way of a seat in this course, apart from there being none left. Locks the person's row: their purchases wait. */
export async function refuseSeat(
  trx: Trx,
  input: { userId: string; courseId: string },
): Promise<SeatRefusal | null> {
  const person = await trx
    .selectFrom("users")
    .select(["role", "merged_into"])
    .where("id", "=", input.userId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!person || person.merged_into) return "no_person";
  if (person.role !== "student") return "not_student";
  const course = await trx
    .selectFrom("courses")
    .select("status")
    .where("id", "=", input.courseId)
    .executeTakeFirst();
  if (!course || course.status === "archived") return "no_course";
  const held = await trx
    .selectFrom("enrollments")
    .select("status")
    .where("student_id", "=", input.userId)
    .where("course_id", "=", input.courseId)
    .where("status", "in", [...liveEnrollmentStatuses, "requested"] as never)
    .executeTakeFirst();
  if (!held) return null;
  return (held.status as string) === "requested" ? "asked_for" : "already_enrolled";
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
