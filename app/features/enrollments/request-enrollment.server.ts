import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { asPerson } from "#app/features/people/as-person.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import { liveEnrollmentStatuses } from "#db/schema.ts";

export type RequestResult =
  | { outcome: "requested"; enrollmentId: string }
  /** One request is waiting already: pressing twice asks once. */
  | { outcome: "waiting"; enrollmentId: string }
  /** There is a seat, or an approval to pay for, already. */
  | { outcome: "already_enrolled" }
  /** The course is not on sale, or does not ask for a request. */
  | { outcome: "not_sold" | "not_needed" }
  | { outcome: "too_often" };

/** How often one student may ask for one course: the fourth time is a matter for a letter. */
const mostRequests = 3;

/**
 * A student asks for a seat in a course that approves before the payment. The request holds no seat: approving it takes
 * one. The student's row is the queue in which their clicks wait for each other.
 */
export async function requestEnrollment(
  db: Db,
  input: { studentId: string; courseId: string },
): Promise<RequestResult> {
  const { courseId } = input;
  const result = await asPerson(db, input.studentId, async (trx, studentId): Promise<RequestResult> => {
    const course = await trx
      .selectFrom("courses")
      .select("approval_mode")
      .where("id", "=", courseId)
      .where("status", "=", "published")
      .executeTakeFirst();
    if (!course) return { outcome: "not_sold" };
    if (course.approval_mode !== "before_payment") return { outcome: "not_needed" };
    const mine = await trx
      .selectFrom("enrollments")
      .select(["id", "status", "source"])
      .where("student_id", "=", studentId)
      .where("course_id", "=", courseId)
      .execute();
    if (mine.some((one) => (liveEnrollmentStatuses as readonly string[]).includes(one.status)))
      return { outcome: "already_enrolled" };
    const waiting = mine.find((one) => one.status === "requested");
    if (waiting) return { outcome: "waiting", enrollmentId: waiting.id };
    if (mine.filter((one) => one.source === "request").length >= mostRequests)
      return { outcome: "too_often" };

    const id = newId("enr");
    await trx
      .insertInto("enrollments")
      .values({ id, student_id: studentId, course_id: courseId, status: "requested", source: "request" })
      .execute();
    await recordChanges(trx, {
      actor: { type: "student", id: studentId },
      changes: [
        {
          topic: "enrollments",
          kind: "enrollment.requested",
          subject: { type: "enrollment", id, version: 1 },
          before: null,
          after: { status: "requested" },
          data: { status: "requested", courseId },
          audience: [studentId],
        },
      ],
    });
    return { outcome: "requested", enrollmentId: id };
  });
  if (result.outcome === "requested") {
    wake("outbox");
    log.info({ enrollmentId: result.enrollmentId, courseId }, "enrollment requested");
  }
  return result;
}
