import { sql } from "kysely";
import { recordChanges, systemActor } from "#app/features/outbox/record-changes.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";

/** How many one sweep lets lapse; the longest overdue first. */
const most = 200;

/**
 * Approved and not paid in time: the seat is free again. A student whose checkout is open at the gateway, or being opened
 * there, is waited for: that money may be on its way, also after a card was declined, since the same page takes another.
 * The number that lapsed. Safe to run from two workers.
 */
export async function lapseApprovals(db: Db): Promise<number> {
  const due = await sql<DueSeat>`
    select e.id, e.course_id, e.version, e.pay_by from enrollments e
    where e.status = 'approved' and e.pay_by < now()
      and not exists (select 1 from payments p join payment_attempts a on a.payment_id = p.id
        where p.student_id = e.student_id and p.course_id = e.course_id and p.status in ('created','redirected','pending','failed')
          and a.status in ('creating','open') and a.expires_at > now())
    order by e.pay_by limit ${most}`.execute(db);
  let lapsed = 0;
  for (const row of due.rows) if (await lapse(db, row)) lapsed += 1;
  if (lapsed > 0) {
    wake("outbox");
    log.info({ lapsed }, "approvals lapsed");
  }
  return lapsed;
}

interface DueSeat {
  id: string;
  course_id: string;
  version: number;
  pay_by: Date;
}

async function lapse(db: Db, row: DueSeat): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    // The course before the enrollment, as everywhere.
    await trx.selectFrom("courses").select("id").where("id", "=", row.course_id).forUpdate().execute();
    const moved = await trx
      .updateTable("enrollments")
      .set({ status: "lapsed", pay_by: null, version: sql`version + 1`, updated_at: sql`now()` })
      .where("id", "=", row.id)
      .where("version", "=", row.version)
      .where("status", "=", "approved")
      .returning("student_id")
      .executeTakeFirst();
    if (!moved) return false;
    await trx
      .updateTable("courses")
      .set({ enrolled_count: sql`enrolled_count - 1` })
      .where("id", "=", row.course_id)
      .execute();
    await recordChanges(trx, {
      actor: { ...systemActor, reason: "It was not paid in time." },
      changes: [
        {
          topic: "enrollments",
          kind: "enrollment.lapsed",
          subject: { type: "enrollment", id: row.id, version: row.version + 1 },
          before: { status: "approved" },
          after: { status: "lapsed" },
          data: {
            status: "lapsed",
            previous: "approved",
            courseId: row.course_id,
            until: row.pay_by.toISOString(),
          },
          audience: [moved.student_id],
        },
      ],
    });
    return true;
  });
}
