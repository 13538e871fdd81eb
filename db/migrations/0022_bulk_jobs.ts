import { type Kysely, sql } from "kysely";

/** Frozen. Decisions about many enrollments as one job: what was selected, and what became of each row. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table bulk_jobs (
      id text primary key check (id like 'blk\\_%'),
      decision text not null check (decision in ('approve','reject','revoke','restore','undo')),
      reason text,
      selection jsonb not null,
      status text not null default 'queued' check (status in ('queued','running','finished','cancelled')),
      total int check (total >= 0),
      undoes text references bulk_jobs,
      retries int not null default 0 check (retries >= 0),
      created_by text not null references users,
      version int not null default 1,
      created_at timestamptz not null default now(),
      started_at timestamptz,
      finished_at timestamptz,
      constraint bulk_jobs_undo_of check ((decision = 'undo') = (undoes is not null)),
      constraint bulk_jobs_refusal_has_reason check (decision not in ('reject','revoke') or length(btrim(coalesce(reason, ''))) > 0),
      constraint bulk_jobs_ended_has_time check ((status in ('finished','cancelled')) = (finished_at is not null)),
      constraint bulk_jobs_running_has_total check (status <> 'running' or total is not null)
    )`.execute(db);
  await sql`create index bulk_jobs_open on bulk_jobs (created_at) where status in ('queued','running')`.execute(
    db,
  );
  await sql`create index bulk_jobs_newest on bulk_jobs (created_at desc, id desc)`.execute(db);
  await sql`create unique index bulk_jobs_undone_once on bulk_jobs (undoes) where undoes is not null`.execute(
    db,
  );
  await sql`
    create table bulk_job_items (
      job_id text not null references bulk_jobs on delete cascade,
      place int not null check (place > 0),
      enrollment_id text not null references enrollments,
      expected_version int not null,
      status text not null default 'waiting' check (status in ('waiting','done','failed')),
      outcome text check (outcome in ('decided','stale','not_allowed','full','missing','error')),
      detail jsonb,
      leased_until timestamptz,
      finished_at timestamptz,
      primary key (job_id, place),
      constraint bulk_job_items_once unique (job_id, enrollment_id),
      constraint bulk_job_items_ended check ((status = 'waiting') = (outcome is null) and (status = 'waiting') = (finished_at is null)),
      constraint bulk_job_items_done_is_decided check ((status = 'done') = (outcome is not distinct from 'decided'))
    )`.execute(db);
  await sql`create index bulk_job_items_waiting on bulk_job_items (job_id, place) where status = 'waiting'`.execute(
    db,
  );
  await sql`create index bulk_job_items_failed on bulk_job_items (job_id, place) where status = 'failed'`.execute(
    db,
  );

  // The row's decision and its outcome in one transaction: a worker that dies has done both or neither.
  await sql`
    create function decide_bulk_item(wanted_job text, wanted_place int, input jsonb) returns jsonb language plpgsql as $$
    declare
      item bulk_job_items;
      result jsonb;
    begin
      select * into item from bulk_job_items where job_id = wanted_job and place = wanted_place for update;
      if not found or item.status <> 'waiting' then return jsonb_build_object('outcome', 'repeated'); end if;
      if not exists (select 1 from bulk_jobs where id = wanted_job and status = 'running') then return jsonb_build_object('outcome', 'stopped'); end if;
      result := decide_enrollment(input || jsonb_build_object('enrollment_id', item.enrollment_id, 'expected_version', item.expected_version));
      update bulk_job_items set status = case result->>'outcome' when 'decided' then 'done' else 'failed' end,
        outcome = result->>'outcome', detail = result, leased_until = null, finished_at = now()
      where job_id = wanted_job and place = wanted_place;
      return result;
    end $$`.execute(db);
}
