import { asPerson } from "#app/features/people/as-person.server.ts";
import { recordEntry } from "#app/features/waitlist/record-entry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import { liveEnrollmentStatuses } from "#db/schema.ts";

export type JoinResult =
  | { outcome: "joined"; entryId: string }
  /** In line already: pressing twice joins once. */
  | { outcome: "waiting" }
  | { outcome: "already_enrolled" }
  /** There is a seat to be had without waiting. */
  | { outcome: "not_full" }
  | { outcome: "not_sold" | "no_waitlist" };

/** A student takes the last place in a full course's line. The student's row is the queue in which their clicks wait. */
export async function joinWaitlist(
  db: Db,
  input: { studentId: string; courseId: string },
): Promise<JoinResult> {
  const { courseId } = input;
  const result = await asPerson(db, input.studentId, async (trx, studentId): Promise<JoinResult> => {
    const course = await trx
      .selectFrom("courses")
      .select(["capacity", "enrolled_count", "waitlist_enabled"])
      .where("id", "=", courseId)
      .where("status", "=", "published")
      .executeTakeFirst();
    if (!course) return { outcome: "not_sold" };
    const mine = await trx
      .selectFrom("waitlist_entries")
      .select("id")
      .where("student_id", "=", studentId)
      .where("course_id", "=", courseId)
      .where("status", "in", ["waiting", "offered"])
      .executeTakeFirst();
    if (mine) return { outcome: "waiting" };
    const seat = await trx
      .selectFrom("enrollments")
      .select("id")
      .where("student_id", "=", studentId)
      .where("course_id", "=", courseId)
      .where("status", "in", liveEnrollmentStatuses)
      .executeTakeFirst();
    if (seat) return { outcome: "already_enrolled" };
    if (!course.waitlist_enabled) return { outcome: "no_waitlist" };
    const others = await trx
      .selectFrom("waitlist_entries")
      .select("id")
      .where("course_id", "=", courseId)
      .where("status", "=", "waiting")
      .limit(1)
      .executeTakeFirst();
    const free = course.capacity === null || course.enrolled_count < course.capacity;
    // A free seat that others wait for already is theirs first.
    if (free && !others) return { outcome: "not_full" };
    const id = newId("wle");
    await trx
      .insertInto("waitlist_entries")
      .values({ id, course_id: courseId, student_id: studentId })
      .execute();
    await recordEntry(
      trx,
      { type: "student", id: studentId },
      { kind: "waitlist.joined", id, version: 1, courseId, studentId, before: null, after: "waiting" },
    );
    return { outcome: "joined", entryId: id };
  });
  if (result.outcome === "joined") {
    wake("outbox");
    log.info({ entryId: result.entryId, courseId }, "waitlist joined");
  }
  return result;
}
