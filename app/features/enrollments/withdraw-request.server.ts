import { sql } from "kysely";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { asPerson } from "#app/features/people/as-person.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";

export type WithdrawResult =
  | { outcome: "withdrawn"; enrollmentId: string }
  /** Nothing waits: it was decided meanwhile, withdrawn already, or never asked. */
  | { outcome: "not_waiting" };

/** A student takes their request back before anyone has decided it. It held no seat, so none becomes free. */
export async function withdrawRequest(
  db: Db,
  input: { studentId: string; courseId: string },
): Promise<WithdrawResult> {
  const { courseId } = input;
  const result = await asPerson(db, input.studentId, async (trx, studentId): Promise<WithdrawResult> => {
    const withdrawn = await trx
      .updateTable("enrollments")
      .set({ status: "withdrawn", version: sql`version + 1`, updated_at: sql`now()` })
      .where("student_id", "=", studentId)
      .where("course_id", "=", courseId)
      .where("status", "=", "requested")
      .returning(["id", "version"])
      .executeTakeFirst();
    if (!withdrawn) return { outcome: "not_waiting" };
    await recordChanges(trx, {
      actor: { type: "student", id: studentId },
      changes: [
        {
          topic: "enrollments",
          kind: "enrollment.withdrawn",
          subject: { type: "enrollment", id: withdrawn.id, version: withdrawn.version },
          before: { status: "requested" },
          after: { status: "withdrawn" },
          data: { status: "withdrawn", previous: "requested", courseId },
          audience: [studentId],
        },
      ],
    });
    return { outcome: "withdrawn", enrollmentId: withdrawn.id };
  });
  if (result.outcome === "withdrawn") {
    wake("outbox");
    log.info({ enrollmentId: result.enrollmentId, courseId }, "enrollment request withdrawn");
  }
  return result;
}
