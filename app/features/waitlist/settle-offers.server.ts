import { sql } from "kysely";
import { systemActor } from "#app/features/outbox/record-changes.server.ts";
import { recordEntry } from "#app/features/waitlist/record-entry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { WaitlistStatus } from "#db/schema.ts";

const most = 200;

/**
 * Offers that are over, by what became of the enrollment that held the seat: taken, or expired. The seat itself moved
 * with the enrollment (a payment, or lapseApprovals). The number settled. Safe to run from two workers.
 */
export async function settleOffers(db: Db): Promise<number> {
  const { rows } = await sql<{
    id: string;
    version: number;
    student_id: string;
    course_id: string;
    status: string;
  }>`
    select w.id, w.version, w.student_id, w.course_id, e.status from waitlist_entries w join enrollments e on e.id = w.enrollment_id
    where w.status = 'offered' and e.status <> 'approved' limit ${most}`.execute(db);
  let settled = 0;
  for (const row of rows) {
    const taken = ["active", "pending_approval", "suspended", "transferred"].includes(row.status);
    const after: WaitlistStatus = taken ? "taken" : "expired";
    settled += await db.transaction().execute(async (trx) => {
      const moved = await trx
        .updateTable("waitlist_entries")
        .set({ status: after, version: row.version + 1, updated_at: sql`now()` })
        .where("id", "=", row.id)
        .where("version", "=", row.version)
        .where("status", "=", "offered")
        .returning("id")
        .executeTakeFirst();
      if (!moved) return 0;
      await recordEntry(trx, systemActor, {
        kind: taken ? "waitlist.taken" : "waitlist.offer_expired",
        id: row.id,
        version: row.version + 1,
        courseId: row.course_id,
        studentId: row.student_id,
        before: "offered",
        after,
      });
      return 1;
    });
  }
  if (settled > 0) wake("outbox");
  return settled;
}
