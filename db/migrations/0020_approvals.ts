import { type Kysely, sql } from "kysely";

/**
 * Frozen. Approval before and after the payment. A request holds no seat; `approved` holds one until it is paid or its
 * time is over; money for a course that asks for approval gives `pending_approval`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table courses add column pay_within_hours int not null default 72 check (pay_within_hours between 1 and 720)`.execute(
    db,
  );
  await sql`
    alter table enrollments
      drop constraint enrollments_status_check,
      add constraint enrollments_status_check check (status in ('requested','pending_approval','approved','active','suspended','rejected','revoked','lapsed','transferred')),
      drop constraint enrollments_source_check,
      add constraint enrollments_source_check check (source in ('payment','staff','request')),
      add column waiting_since timestamptz not null default now(),
      add column pay_by timestamptz,
      add column decision text check (decision in ('approve','reject','revoke','restore','undo')),
      add column decision_reason text,
      add column decided_by text references users,
      add column decided_at timestamptz,
      add column decided_from text check (decided_from in ('requested','pending_approval','approved','active','suspended','rejected','revoked','lapsed','transferred')),
      add column decided_version int,
      add constraint enrollments_request_unpaid check (source <> 'request' or (payment_id is null and status not in ('pending_approval','active','suspended'))),
      add constraint enrollments_only_requests_wait_unpaid check (status not in ('requested','approved','lapsed') or source = 'request'),
      add constraint enrollments_approved_has_time check ((status = 'approved') = (pay_by is not null)),
      add constraint enrollments_refusal_has_reason check (decision is null or decision not in ('reject','revoke') or length(btrim(coalesce(decision_reason, ''))) > 0),
      add constraint enrollments_decided_whole check ((decision is null) = (decided_at is null) and (decision is null) = (decided_from is null) and (decision is null) = (decided_version is null))`.execute(
    db,
  );
  await sql`update enrollments set waiting_since = created_at`.execute(db);
  await sql`drop index enrollments_one_live`.execute(db);
  await sql`create unique index enrollments_one_live on enrollments (student_id, course_id) where status in ('pending_approval','approved','active','suspended')`.execute(
    db,
  );
  await sql`create unique index enrollments_one_request on enrollments (student_id, course_id) where status = 'requested'`.execute(
    db,
  );
  await sql`create index enrollments_waiting on enrollments (waiting_since, id) where status in ('requested','pending_approval')`.execute(
    db,
  );
  await sql`create index enrollments_waiting_by_course on enrollments (course_id, waiting_since, id) where status in ('requested','pending_approval')`.execute(
    db,
  );
  await sql`create index enrollments_by_student on enrollments (student_id, created_at desc, id desc)`.execute(
    db,
  );
  await sql`create index enrollments_by_course_status on enrollments (course_id, status, created_at desc, id desc)`.execute(
    db,
  );
  await sql`create index enrollments_to_pay on enrollments (pay_by) where status = 'approved'`.execute(db);

  await sql`
    create table refund_drafts (
      id text primary key check (id like 'rfd\\_%'),
      payment_id text not null references payments,
      enrollment_id text references enrollments,
      amount_minor bigint not null check (amount_minor > 0),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      reason text not null check (length(btrim(reason)) > 0),
      status text not null default 'draft' check (status in ('draft','withdrawn')),
      created_by text references users,
      version int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db);
  await sql`create unique index refund_drafts_one_open on refund_drafts (payment_id) where status = 'draft'`.execute(
    db,
  );
  await sql`create index refund_drafts_by_payment on refund_drafts (payment_id, created_at)`.execute(db);

  await sql`
    create or replace function read_payment(wanted text) returns jsonb language plpgsql stable as $$
    begin
      return (select jsonb_build_object(
        'now', now(),
        'payment', to_jsonb(p),
        'attempts', coalesce((select jsonb_agg(to_jsonb(a) - 'checkout_url' order by a.number) from payment_attempts a where a.payment_id = p.id), '[]'),
        'evidence', coalesce((select jsonb_agg(to_jsonb(e) order by e.id) from payment_evidence e where e.payment_id = p.id), '[]'),
        'enrollment', (select to_jsonb(n) from enrollments n where n.student_id = p.student_id and n.course_id = p.course_id and n.status in ('pending_approval','approved','active','suspended')),
        'request', (select to_jsonb(n) from enrollments n where n.student_id = p.student_id and n.course_id = p.course_id and n.status = 'requested'),
        'past_enrollment', (select to_jsonb(n) from enrollments n where n.payment_id = p.id order by n.created_at desc limit 1)
      ) from payments p where p.id = wanted);
    end $$`.execute(db);

  // Seats for those who ask in one batch, first come first served within each course: {place: granted|pending|held|full}.
  // A payment carries on its student's own request: the approved one holds its seat already.
  await sql`
    create or replace function give_seats(inputs jsonb) returns jsonb language plpgsql as $$
    declare
      results jsonb;
    begin
      perform 1 from courses where id in (select i->'seat'->>'course_id' from jsonb_array_elements(inputs) i) order by id for update;
      with asked as (
        select i->>'place' as place, i->'seat'->>'id' as id, i->'seat'->>'student_id' as student_id, i->'seat'->>'course_id' as course_id,
          i->'payment'->>'id' as payment_id, n as turn, c->>'status' as carried, (c->>'version')::int as carried_version,
          exists (select from enrollments e where e.student_id = i->'seat'->>'student_id' and e.course_id = i->'seat'->>'course_id'
            and (e.status in ('pending_approval','active','suspended') or (e.status = 'approved' and e.id is distinct from c->>'id')))
            or row_number() over (partition by i->'payment'->>'id' order by n) > 1 as held
        from jsonb_array_elements(inputs) with ordinality as t (i, n), lateral (select nullif(i->'seat'->'carries', 'null') as c) own
      ), placed as (
        select a.*, case c.approval_mode when 'none' then 'active' else 'pending_approval' end as becomes,
          c.capacity is null or c.enrolled_count + row_number() over (partition by a.course_id order by a.turn) <= c.capacity as fits
        from asked a join courses c on c.id = a.course_id where not a.held and a.carried is distinct from 'approved'
      ), confirmed as (
        update enrollments e set status = 'active', payment_id = a.payment_id, source = 'payment', pay_by = null, version = version + 1, updated_at = now()
        from asked a where not a.held and a.carried = 'approved' and e.id = a.id and e.version = a.carried_version and e.status = 'approved'
        returning e.payment_id
      ), carried as (
        update enrollments e set status = p.becomes, payment_id = p.payment_id, source = 'payment', version = version + 1, updated_at = now()
        from placed p where p.fits and p.carried = 'requested' and e.id = p.id and e.version = p.carried_version and e.status = 'requested'
        returning e.payment_id, e.course_id
      ), added as (
        insert into enrollments (id, student_id, course_id, payment_id, status, source)
        select id, student_id, course_id, payment_id, becomes, 'payment' from placed where fits and carried is null
        on conflict do nothing
        returning payment_id, course_id
      ), taken as (select payment_id, course_id from carried union all select payment_id, course_id from added
      ), counted as (
        update courses c set enrolled_count = c.enrolled_count + g.n
        from (select course_id, count(*) as n from taken group by course_id) g where c.id = g.course_id
      )
      select jsonb_object_agg(a.place, case
          when a.held then 'held'
          when exists (select from confirmed x where x.payment_id = a.payment_id) then 'granted'
          when exists (select from taken g where g.payment_id = a.payment_id) then case p.becomes when 'active' then 'granted' else 'pending' end
          when not p.fits then 'full'
          else 'held' end) into results
      from asked a left join placed p on p.place = a.place;
      return coalesce(results, '{}');
    end $$`.execute(db);
}
