import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";

/** What the domain writes to; a test compares them to see that nothing moved. */
const written = [
  "payments",
  "payment_attempts",
  "payment_evidence",
  "payment_webhooks",
  "enrollments",
  "courses",
  "ledger_entries",
  "exceptions",
  "outbox_events",
  "audit_log",
];

/** Every row of the domain's tables, as text in a stable order. */
export async function snapshot(db: Db): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of written) {
    const { rows } = await sql<{
      row: string;
    }>`select t::text as row from ${sql.table(table)} t order by 1`.execute(db);
    tables[table] = rows.map(({ row }) => row);
  }
  return tables;
}

/** Whether a payment's ledger, totals and evidence agree, and the course counts its seats rightly. */
export async function expectBooksToAgree(db: Db): Promise<void> {
  const { rows } = await sql<{ wrong: string }>`
    select 'ledger of ' || p.id as wrong from payments p where p.captured_minor - p.refunded_minor <>
      (select coalesce(sum(case when kind = 'capture' then amount_minor else -amount_minor end), 0) from ledger_entries l where l.payment_id = p.id and l.kind in ('capture','refund','void'))
    union all select 'suspense of ' || l.payment_id from ledger_entries l where l.kind in ('suspense_in','suspense_out')
      group by l.payment_id, l.currency having sum(case when l.kind = 'suspense_in' then l.amount_minor else -l.amount_minor end) < 0
    union all select 'seats of ' || c.id from courses c where c.enrolled_count <>
      (select count(*) from enrollments e where e.course_id = c.id and e.status in ('pending_approval','approved','active','suspended'))
    union all select 'refunds of ' || id from payments where refunded_minor > captured_minor`.execute(db);
  if (rows.length > 0) throw new Error(`the books disagree: ${rows.map(({ wrong }) => wrong).join(", ")}`);
}
