import { type Kysely, sql } from "kysely";

/**
 * Frozen. Daily sums of payments and enrollments, so that no page adds up raw rows. What each row adds to the sums is
 * kept beside them: a row counted again takes its old share out and puts its present one in, so that counting it
 * twice, or in any order, changes nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table payment_shares (
      payment_id text primary key references payments,
      day date not null,
      paid_day date,
      currency text not null,
      gateway text not null,
      course_id text not null,
      status text not null,
      reached boolean not null,
      attempts int not null,
      captured_minor bigint not null,
      refunded_minor bigint not null
    )`.execute(db);
  await sql`
    create table payment_rollups (
      basis text not null check (basis in ('started','paid')),
      day date not null,
      currency text not null,
      gateway text not null,
      course_id text not null,
      status text not null,
      payments int not null,
      reached int not null,
      collected int not null,
      attempts int not null,
      captured_minor bigint not null,
      refunded_minor bigint not null,
      primary key (basis, day, currency, gateway, course_id, status)
    )`.execute(db);
  await sql`
    create table enrollment_shares (
      enrollment_id text primary key references enrollments,
      day date not null,
      course_id text not null,
      status text not null
    )`.execute(db);
  await sql`
    create table enrollment_rollups (
      day date not null,
      course_id text not null,
      status text not null,
      enrollments int not null,
      primary key (day, course_id, status)
    )`.execute(db);
  await sql`
    create table rollup_builds (
      name text primary key check (name in ('payments','enrollments')),
      time_zone text not null,
      after_id text not null default '',
      built_at timestamptz
    )`.execute(db);

  await sql`
    create function roll_up_payments(ids text[], zone text) returns void language sql as $$
      with present as (
        select p.id, (p.created_at at time zone zone)::date as day,
          case when p.captured_minor > 0 then (p.completed_at at time zone zone)::date end as paid_day,
          p.currency, p.gateway, p.course_id, p.status,
          exists (select from payment_attempts a where a.payment_id = p.id and a.gateway_order_ref is not null) as reached,
          (select count(*)::int from payment_attempts a where a.payment_id = p.id) as attempts,
          p.captured_minor, p.refunded_minor
        from payments p where p.id = any(ids)
      ), shares as (
        select 1 as sign, present.* from present
        union all select -1, s.* from payment_shares s where s.payment_id = any(ids)
      ), placed as (
        select 'started' as basis, * from shares
        union all select 'paid' as basis, sign, id, paid_day, paid_day, currency, gateway, course_id, status, reached, attempts, captured_minor, refunded_minor
          from shares where paid_day is not null
      ), moved as (
        select basis, day, currency, gateway, course_id, status, sum(sign) as payments, sum(sign * reached::int) as reached,
          sum(sign * (captured_minor > 0)::int) as collected, sum(sign * attempts) as attempts,
          sum(sign * captured_minor) as captured_minor, sum(sign * refunded_minor) as refunded_minor
        from placed group by 1, 2, 3, 4, 5, 6
      ), rolled as (
        insert into payment_rollups as r
        select * from moved
        where (payments, reached, collected, attempts, captured_minor, refunded_minor) <> (0, 0, 0, 0, 0, 0)
        on conflict (basis, day, currency, gateway, course_id, status) do update set
          payments = r.payments + excluded.payments, reached = r.reached + excluded.reached,
          collected = r.collected + excluded.collected, attempts = r.attempts + excluded.attempts,
          captured_minor = r.captured_minor + excluded.captured_minor, refunded_minor = r.refunded_minor + excluded.refunded_minor
      )
      insert into payment_shares as s select * from present
      on conflict (payment_id) do update set day = excluded.day, paid_day = excluded.paid_day, currency = excluded.currency,
        gateway = excluded.gateway, course_id = excluded.course_id, status = excluded.status, reached = excluded.reached,
        attempts = excluded.attempts, captured_minor = excluded.captured_minor, refunded_minor = excluded.refunded_minor
      where (s.day, s.paid_day, s.gateway, s.status, s.reached, s.attempts, s.captured_minor, s.refunded_minor) is distinct from
        (excluded.day, excluded.paid_day, excluded.gateway, excluded.status, excluded.reached, excluded.attempts, excluded.captured_minor, excluded.refunded_minor)
    $$`.execute(db);
  await sql`
    create function roll_up_enrollments(ids text[], zone text) returns void language sql as $$
      with present as (
        select e.id, (e.created_at at time zone zone)::date as day, e.course_id, e.status
        from enrollments e where e.id = any(ids)
      ), shares as (
        select 1 as sign, present.* from present
        union all select -1, s.* from enrollment_shares s where s.enrollment_id = any(ids)
      ), moved as (
        select day, course_id, status, sum(sign) as enrollments from shares group by 1, 2, 3
      ), rolled as (
        insert into enrollment_rollups as r select * from moved where enrollments <> 0
        on conflict (day, course_id, status) do update set enrollments = r.enrollments + excluded.enrollments
      )
      insert into enrollment_shares as s select * from present
      on conflict (enrollment_id) do update set day = excluded.day, course_id = excluded.course_id, status = excluded.status
      where (s.day, s.course_id, s.status) is distinct from (excluded.day, excluded.course_id, excluded.status)
    $$`.execute(db);
}
