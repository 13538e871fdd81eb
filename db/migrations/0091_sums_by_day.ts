import { type Kysely, sql } from "kysely";

/**
 * Frozen. The daily sums no longer told apart by course and status, which nobody asked of them: in a school with many
 * courses that made half as many sums as payments, and the overview read tens of thousands of them. All of them are
 * counted anew by the next worker.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`truncate rollup_builds, payment_shares, payment_rollups, enrollment_shares, enrollment_rollups`.execute(
    db,
  );
  await sql`alter table payment_shares drop column course_id, drop column status`.execute(db);
  await sql`alter table payment_rollups drop column course_id, drop column status, add primary key (basis, day, currency, gateway)`.execute(
    db,
  );
  await sql`alter table enrollment_shares drop column course_id, drop column status`.execute(db);
  await sql`alter table enrollment_rollups drop column course_id, drop column status, add primary key (day)`.execute(
    db,
  );

  await sql`
    create or replace function roll_up_payments(ids text[], zone text) returns void language sql as $$
      with present as (
        select p.id, (p.created_at at time zone zone)::date as day,
          case when p.captured_minor > 0 then (p.completed_at at time zone zone)::date end as paid_day,
          p.currency, p.gateway,
          exists (select from payment_attempts a where a.payment_id = p.id and a.gateway_order_ref is not null) as reached,
          (select count(*)::int from payment_attempts a where a.payment_id = p.id) as attempts,
          p.captured_minor, p.refunded_minor
        from payments p where p.id = any(ids)
      ), shares as (
        select 1 as sign, present.* from present
        union all select -1, s.* from payment_shares s where s.payment_id = any(ids)
      ), placed as (
        select 'started' as basis, * from shares
        union all select 'paid' as basis, sign, id, paid_day, paid_day, currency, gateway, reached, attempts, captured_minor, refunded_minor
          from shares where paid_day is not null
      ), moved as (
        select basis, day, currency, gateway, sum(sign) as payments, sum(sign * reached::int) as reached,
          sum(sign * (captured_minor > 0)::int) as collected, sum(sign * attempts) as attempts,
          sum(sign * captured_minor) as captured_minor, sum(sign * refunded_minor) as refunded_minor
        from placed group by 1, 2, 3, 4
      ), rolled as (
        insert into payment_rollups as r
        select * from moved
        where (payments, reached, collected, attempts, captured_minor, refunded_minor) <> (0, 0, 0, 0, 0, 0)
        on conflict (basis, day, currency, gateway) do update set
          payments = r.payments + excluded.payments, reached = r.reached + excluded.reached,
          collected = r.collected + excluded.collected, attempts = r.attempts + excluded.attempts,
          captured_minor = r.captured_minor + excluded.captured_minor, refunded_minor = r.refunded_minor + excluded.refunded_minor
      )
      insert into payment_shares as s select * from present
      on conflict (payment_id) do update set day = excluded.day, paid_day = excluded.paid_day, currency = excluded.currency,
        gateway = excluded.gateway, reached = excluded.reached, attempts = excluded.attempts,
        captured_minor = excluded.captured_minor, refunded_minor = excluded.refunded_minor
      where (s.day, s.paid_day, s.gateway, s.reached, s.attempts, s.captured_minor, s.refunded_minor) is distinct from
        (excluded.day, excluded.paid_day, excluded.gateway, excluded.reached, excluded.attempts, excluded.captured_minor, excluded.refunded_minor)
    $$`.execute(db);
  await sql`
    create or replace function roll_up_enrollments(ids text[], zone text) returns void language sql as $$
      with present as (
        select e.id, (e.created_at at time zone zone)::date as day from enrollments e where e.id = any(ids)
      ), shares as (
        select 1 as sign, present.* from present
        union all select -1, s.* from enrollment_shares s where s.enrollment_id = any(ids)
      ), moved as (
        select day, sum(sign) as enrollments from shares group by 1
      ), rolled as (
        insert into enrollment_rollups as r select * from moved where enrollments <> 0
        on conflict (day) do update set enrollments = r.enrollments + excluded.enrollments
      )
      insert into enrollment_shares as s select * from present
      on conflict (enrollment_id) do update set day = excluded.day where s.day <> excluded.day
    $$`.execute(db);
}
