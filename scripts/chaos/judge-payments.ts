import type pg from "pg";
import { exactly, type Figure } from "#scripts/stage/figures.ts";

/** What the tables say of a run, payment by payment, whatever happened on the way. */
export async function judgePayments(
  pool: pg.Pool,
  prefix: string,
  expected: { honest: string[]; wrong: string[] },
): Promise<Figure[]> {
  const { rows } = await pool.query(
    `select
      (select count(*)::int from payments p where p.id = any($1) and p.status = 'succeeded' and p.captured_minor = p.amount_minor
        and (select count(*) from enrollments e where e.payment_id = p.id and e.status = 'active') = 1) as right,
      (select count(*)::int from enrollments e where e.payment_id = any($1)) as seats,
      (select count(*)::int from payments p where p.id = any($2) and p.status = 'needs_review' and p.captured_minor = 0
        and not exists (select 1 from enrollments e where e.payment_id = p.id)) as reviewed,
      (select count(*)::int from exceptions x where x.payment_id = any($2) and x.kind = 'payment_mismatch' and x.status = 'open') as raised,
      (select count(*)::int from payments p where p.captured_minor - p.refunded_minor <>
        (select coalesce(sum(case when l.kind = 'capture' then l.amount_minor else -l.amount_minor end), 0) from ledger_entries l where l.payment_id = p.id and l.kind in ('capture','refund','void'))) as unbalanced,
      (select coalesce(sum(l.amount_minor), 0)::bigint from ledger_entries l where l.kind = 'capture') as booked,
      (select coalesce(sum(p.amount_minor), 0)::bigint from payments p where p.id = any($1)) as owed,
      (select count(*)::int from courses c where c.enrolled_count <> (select count(*) from enrollments e where e.course_id = c.id and e.status in ('pending_approval','approved','active','suspended'))) as miscounted`,
    [expected.honest, expected.wrong],
  );
  const found = rows[0];
  return [
    exactly(`${prefix}.honest_right`, found.right, expected.honest.length, "payments"),
    exactly(`${prefix}.one_enrollment_each`, found.seats, expected.honest.length, "enrollments"),
    exactly(`${prefix}.wrong_amount_reviewed`, found.reviewed, expected.wrong.length, "payments"),
    exactly(`${prefix}.wrong_amount_raised`, found.raised, expected.wrong.length, "exceptions"),
    exactly(`${prefix}.ledger_unbalanced`, found.unbalanced, 0, "payments"),
    exactly(`${prefix}.ledger_total`, Number(found.booked), Number(found.owed), "minor units"),
    exactly(`${prefix}.courses_miscounted`, found.miscounted, 0, "courses"),
  ];
}

/** The names judgePayments yields. */
export const judged = (prefix: string) =>
  [
    "honest_right",
    "one_enrollment_each",
    "wrong_amount_reviewed",
    "wrong_amount_raised",
    "ledger_unbalanced",
    "ledger_total",
    "courses_miscounted",
  ].map((name) => `${prefix}.${name}`);
