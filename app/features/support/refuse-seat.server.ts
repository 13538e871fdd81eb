import { seatCourse } from "#app/features/enrollments/seat-course.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { liveEnrollmentStatuses } from "#db/schema.ts";

/** Why a seat in a course cannot be given to this person now. */
export type SeatRefusal =
  | "no_person"
  | "not_student"
  | "no_course"
  | "already_enrolled"
  | "asked_for"
  | "paid_already"
  | "full";

/**
 * The person before the payment that a seat goes on with, that before the courses, and those in one order, as everything
 * that gives seats does: their purchases wait, and a payment that is giving them this seat right now is seen by whatever
 * is read next.
 */
export async function lockForSeat(
  trx: Trx,
  userId: string,
  courseIds: readonly string[],
  paymentId: string | null = null,
): Promise<void> {
  await trx.selectFrom("users").select("id").where("id", "=", userId).forNoKeyUpdate().execute();
  if (paymentId)
    await trx.selectFrom("payments").select("id").where("id", "=", paymentId).forKeyShare().execute();
  await trx
    .selectFrom("courses")
    .select("id")
    .where("id", "in", [...courseIds])
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
}

/** What stands in the way of a seat in this course, apart from there being none left. Final under `lockForSeat` only. */
export async function findSeatRefusal(
  db: Db,
  { userId, courseId }: { userId: string; courseId: string },
): Promise<SeatRefusal | null> {
  const person = await db
    .selectFrom("users")
    .select(["role", "merged_into"])
    .where("id", "=", userId)
    .executeTakeFirst();
  if (!person || person.merged_into) return "no_person";
  if (person.role !== "student") return "not_student";
  const course = await db
    .selectFrom("courses")
    .select("status")
    .where("id", "=", courseId)
    .executeTakeFirst();
  if (!course || course.status === "archived") return "no_course";
  const held = await db
    .selectFrom("enrollments")
    .select("status")
    .where("student_id", "=", userId)
    .where("course_id", "=", courseId)
    .where("status", "in", [...liveEnrollmentStatuses, "requested"] as never)
    .executeTakeFirst();
  if (held) return (held.status as string) === "requested" ? "asked_for" : "already_enrolled";
  // A seat beside money that is here for one would leave that money without any.
  const paid = await db
    .selectFrom("payments")
    .select("id")
    .where("student_id", "=", userId)
    .where("status", "in", ["succeeded", "partially_refunded", "needs_review", "disputed"])
    .whereRef("captured_minor", ">", "refunded_minor")
    .where(seatCourse("payments"), "=", courseId)
    .limit(1)
    .executeTakeFirst();
  return paid ? "paid_already" : null;
}
