import { sql } from "kysely";
import { liveStatuses } from "#app/features/enrollments/live-statuses.server.ts";
import type { ExceptionInput } from "#app/features/exceptions/exception.ts";
import type { Db } from "#app/lib/db.server.ts";

export type Violation = Omit<ExceptionInput, "id">;

/** How many of one kind a sweep looks at; the oldest first, so that a flood is worked off over sweeps. */
const most = 200;

interface Row {
  payment_id: string;
  enrollment_id: string;
  student_id: string;
  course_id: string;
  status: string;
  review_reason: string;
  captured: number;
  refunded: number;
  booked: number;
  currency: string;
  payments: string[];
  enrolled_count: number;
  live: number;
  capacity: number | null;
  gateway: string;
  bad: number;
  asked: number;
  held: object[] | null;
  said: object[] | null;
}

/**
 * Each question of design's invariants, asked of the tables themselves: rows that break one. `since` bounds the
 * question to what moved lately; null asks of everything.
 */
export const questions: Record<string, (db: Db, since: Date | null) => Promise<Violation[]>> = {
  paid_not_enrolled: async (db, since) => {
    const rows = await ask(
      db,
      sql`
      select p.id as payment_id, p.student_id, p.course_id, p.captured_minor as captured, p.refunded_minor as refunded, p.currency,
        c.capacity is not null and c.enrolled_count >= c.capacity as full
      from payments p join courses c on c.id = p.course_id
      where p.status in ('succeeded','partially_refunded','disputed') ${moved("p", since)}
        and p.captured_minor > p.refunded_minor
        and not exists (select 1 from enrollments e where e.payment_id = p.id)
        and not exists (select 1 from enrollments e where e.student_id = p.student_id and e.course_id = p.course_id and e.status in (${liveStatuses}))
      order by p.completed_at, p.id limit ${most}`,
    );
    return rows.map((row) => ({
      dedupe_key: `paid_not_enrolled:${row.payment_id}`,
      kind: "paid_not_enrolled",
      severity: "critical",
      ...subjects(row),
      facts: { ...money(row), why: (row as Row & { full: boolean }).full ? "course_full" : "no_enrollment" },
    }));
  },
  enrolled_not_paid: async (db, since) => {
    const rows = await ask(
      db,
      sql`
      select p.id as payment_id, e.id as enrollment_id, p.student_id, e.course_id, p.status, p.captured_minor as captured, p.refunded_minor as refunded, p.currency
      from enrollments e join payments p on p.id = e.payment_id
      where e.status in ('pending_approval','active') and e.source = 'payment' ${moved("p", since)}
        and p.captured_minor <= p.refunded_minor and not ${keptAfterRefund}
      order by p.updated_at limit ${most}`,
    );
    return rows.map((row) => ({
      dedupe_key: `enrolled_not_paid:${row.enrollment_id}`,
      kind: "enrolled_not_paid",
      severity: "critical",
      ...subjects(row),
      enrollment_id: row.enrollment_id,
      facts: { ...money(row), paymentStatus: row.status },
    }));
  },
  two_payments_one_seat: async (db, since) => {
    const rows = await ask(
      db,
      sql`
      with moved as materialized (
        -- Few: a seat that staff moved pays for the course it is in now.
        select distinct on (e.payment_id) e.payment_id, e.course_id from enrollments t join enrollments e on e.payment_id = t.payment_id
        where t.status = 'transferred' and e.status <> 'transferred' order by e.payment_id, e.created_at desc),
      held as (
        select p.id, p.student_id, coalesce(m.course_id, p.course_id) as course_id
        from payments p left join moved m on m.payment_id = p.id
        where p.captured_minor > p.refunded_minor ${ofMovedStudents(since)})
      select student_id, course_id, max(id) as payment_id, array_agg(id) as payments
      from held group by student_id, course_id having count(*) > 1 limit ${most}`,
    );
    return rows.map((row) => ({
      dedupe_key: `two_payments_one_seat:${row.student_id}:${row.course_id}`,
      kind: "two_payments_one_seat",
      severity: "critical",
      ...subjects(row),
      facts: { payments: row.payments.sort() },
    }));
  },
  payment_mismatch: async (db, since) => {
    const rows = await ask(
      db,
      sql`
      select p.id as payment_id, p.student_id, p.course_id, p.review_reason, p.captured_minor as captured, p.refunded_minor as refunded, p.currency,
        p.amount_minor as asked,
        (select jsonb_agg(jsonb_build_object('currency', currency, 'amountMinor', amount, 'returnedMinor', amount - balance)) from (
          select currency, sum(case when entry_key like 'suspense:returned:%' then 0 when kind = 'suspense_in' then amount_minor else -amount_minor end)::bigint as amount,
            sum(case when kind = 'suspense_in' then amount_minor else -amount_minor end)::bigint as balance
          from ledger_entries where payment_id = p.id and kind in ('suspense_in','suspense_out') group by currency) s where amount > 0) as held,
        (select jsonb_agg(jsonb_build_object('what', case when e.kind = 'mismatch' then e.code else 'unknown_status' end, 'amountMinor', e.amount_minor,
          'currency', e.currency, 'transaction', e.transaction_ref, 'source', e.source, 'word', case when e.kind = 'unknown_status' then e.reason end) order by e.id)
          from payment_evidence e where e.payment_id = p.id and e.kind in ('mismatch','unknown_status')) as said
      from payments p
      where p.status = 'needs_review' and p.review_reason in ('amount','currency','order','account','unknown_status','conflicting_overrides') ${moved("p", since)}
      order by p.updated_at limit ${most}`,
    );
    return rows.map((row) => ({
      dedupe_key: `payment_mismatch:${row.payment_id}`,
      kind: "payment_mismatch",
      severity: "critical",
      ...subjects(row),
      facts: {
        ...money(row),
        amountMinor: row.asked,
        why: row.review_reason,
        said: row.said,
        ...(row.held && { held: row.held }),
      },
    }));
  },
  ledger_drift: async (db, since) => {
    const rows = await ask(
      db,
      sql`
      select p.id as payment_id, p.student_id, p.course_id, p.captured_minor as captured, p.refunded_minor as refunded, p.currency, l.booked
      from payments p cross join lateral (
        select coalesce(sum(case when kind = 'capture' then amount_minor else -amount_minor end), 0)::bigint as booked
        from ledger_entries where payment_id = p.id and kind in ('capture','refund','void')) l
      where l.booked <> p.captured_minor - p.refunded_minor ${moved("p", since)}
      order by p.updated_at limit ${most}`,
    );
    return rows.map((row) => ({
      dedupe_key: `ledger_drift:${row.payment_id}`,
      kind: "ledger_drift",
      severity: "critical",
      ...subjects(row),
      facts: { ...money(row), bookedMinor: row.booked },
    }));
  },
  count_drift: async (db) => {
    const rows = await ask(
      db,
      sql`
      select c.id as course_id, c.enrolled_count, c.capacity, n.live
      from courses c cross join lateral (
        select count(*) as live from enrollments e where e.course_id = c.id and e.status in (${liveStatuses})) n
      where c.enrolled_count <> n.live limit ${most}`,
    );
    return rows.map((row) => ({
      dedupe_key: `count_drift:${row.course_id}`,
      kind: "count_drift",
      course_id: row.course_id,
      facts: { enrolledCount: row.enrolled_count, liveEnrollments: row.live, capacity: row.capacity },
    }));
  },
  bad_signatures: async (db) => {
    const rows = await ask(
      db,
      sql`
      select gateway, count(*) as bad from payment_webhooks
      where status = 'rejected' and received_at > now() - interval '1 hour' group by gateway`,
    );
    return rows.map((row) => ({
      dedupe_key: `bad_signatures:${row.gateway}`,
      kind: "bad_signatures",
      facts: { gateway: row.gateway, lastHour: row.bad },
    }));
  },
};

async function ask(db: Db, question: ReturnType<typeof sql>): Promise<Row[]> {
  return (await (question as ReturnType<typeof sql<Row>>).execute(db)).rows;
}

const moved = (table: string, since: Date | null) =>
  since === null ? sql`` : sql`and ${sql.ref(`${table}.updated_at`)} > ${since}`;

/** A course may let a student keep a seat that was given back: then it is no violation. */
export const keptAfterRefund = sql`(p.status in ('refunded','voided') and exists (select 1 from courses c where c.id = e.course_id and c.refund_effect = 'keep'))`;

/** Bounded by what moved: all that those students paid, since one payment alone is no violation. */
const ofMovedStudents = (since: Date | null) =>
  since === null
    ? sql``
    : sql`and p.student_id in (select q.student_id from payments q where q.captured_minor > q.refunded_minor and q.updated_at > ${since})`;

const subjects = (row: Row) => ({
  payment_id: row.payment_id,
  student_id: row.student_id,
  course_id: row.course_id,
});
const money = (row: Row) => ({
  capturedMinor: row.captured,
  refundedMinor: row.refunded,
  currency: row.currency,
});
