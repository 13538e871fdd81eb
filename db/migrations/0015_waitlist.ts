import { type Kysely, sql } from "kysely";

/**
 * Frozen. Who waits for a seat in a full course. An offer is an enrollment that holds its seat until it is paid or its
 * time is over; the entry remembers which. Where each enrollment is approved, requests are the queue: no waitlist.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table courses
      add column offer_hours int not null default 24 check (offer_hours between 1 and 720),
      add constraint courses_waitlist_without_approval check (not waitlist_enabled or approval_mode = 'none')`.execute(
    db,
  );
  await sql`
    create table waitlist_entries (
      id text primary key check (id like 'wle\\_%'),
      course_id text not null references courses,
      student_id text not null references users,
      status text not null default 'waiting' check (status in ('waiting','offered','taken','expired','left')),
      enrollment_id text references enrollments,
      offer_until timestamptz,
      version int not null default 1,
      joined_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint waitlist_entries_offer_whole check (status <> 'offered' or (enrollment_id is not null and offer_until is not null))
    )`.execute(db);
  await sql`create unique index waitlist_entries_one_open on waitlist_entries (course_id, student_id) where status in ('waiting','offered')`.execute(
    db,
  );
  await sql`create index waitlist_entries_line on waitlist_entries (course_id, joined_at, id) where status in ('waiting','offered')`.execute(
    db,
  );
  await sql`create index waitlist_entries_offered on waitlist_entries (enrollment_id) where status = 'offered'`.execute(
    db,
  );
  await sql`create index waitlist_entries_by_student on waitlist_entries (student_id)`.execute(db);
}
