import { sql } from "kysely";
import type { Change } from "#app/features/outbox/record-changes.server.ts";
import { recordEntry } from "#app/features/waitlist/record-entry.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";

/**
 * A student gives up their place, or the seat that is offered to them; the seat is free for the next in line at once.
 * Pressed twice, they have left both times.
 */
export async function leaveWaitlist(
  db: Db,
  input: { studentId: string; courseId: string },
): Promise<{ outcome: "left" | "not_waiting" }> {
  const { studentId, courseId } = input;
  const result = await db.transaction().execute(async (trx) => {
    // The course before what counts in it, as everywhere.
    await trx.selectFrom("courses").select("id").where("id", "=", courseId).forUpdate().execute();
    const entry = await trx
      .selectFrom("waitlist_entries")
      .select(["id", "status", "version", "enrollment_id"])
      .where("student_id", "=", studentId)
      .where("course_id", "=", courseId)
      .where("status", "in", ["waiting", "offered"])
      .forUpdate()
      .executeTakeFirst();
    if (!entry) return hasLeft(trx, input);
    const seat = entry.enrollment_id ? await giveUpSeat(trx, entry.enrollment_id, input) : null;
    // Paid in the same moment: the seat is theirs, and there is nothing to leave.
    if (entry.enrollment_id && !seat) return { outcome: "not_waiting" } as const;
    await trx
      .updateTable("waitlist_entries")
      .set({ status: "left", version: entry.version + 1, updated_at: sql`now()` })
      .where("id", "=", entry.id)
      .execute();
    await recordEntry(
      trx,
      { type: "student", id: studentId },
      {
        kind: "waitlist.left",
        id: entry.id,
        version: entry.version + 1,
        courseId,
        studentId,
        before: entry.status,
        after: "left",
      },
      seat ? [seat] : [],
    );
    return { outcome: "left" } as const;
  });
  if (result.outcome === "left") wake("outbox");
  return result;
}

async function hasLeft(
  trx: Trx,
  { studentId, courseId }: { studentId: string; courseId: string },
): Promise<{ outcome: "left" | "not_waiting" }> {
  const last = await trx
    .selectFrom("waitlist_entries")
    .select("status")
    .where("student_id", "=", studentId)
    .where("course_id", "=", courseId)
    .orderBy("joined_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return { outcome: last?.status === "left" ? "left" : "not_waiting" };
}

/** Null: it is no offer any more. */
async function giveUpSeat(
  trx: Trx,
  enrollmentId: string,
  { studentId, courseId }: { studentId: string; courseId: string },
): Promise<Change | null> {
  const lapsed = await trx
    .updateTable("enrollments")
    .set({ status: "lapsed", pay_by: null, version: sql`version + 1`, updated_at: sql`now()` })
    .where("id", "=", enrollmentId)
    .where("status", "=", "approved")
    .returning("version")
    .executeTakeFirst();
  if (!lapsed) return null;
  await trx
    .updateTable("courses")
    .set({ enrolled_count: sql`enrolled_count - 1` })
    .where("id", "=", courseId)
    .execute();
  return {
    topic: "enrollments",
    kind: "enrollment.lapsed",
    subject: { type: "enrollment", id: enrollmentId, version: lapsed.version },
    before: { status: "approved" },
    after: { status: "lapsed" },
    data: { status: "lapsed", previous: "approved", courseId },
    audience: [studentId],
  };
}
