import { type Kysely, sql } from "kysely";

/** Frozen. Notes about a person, what support did and when (each act once), and cases with their conversation. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table person_notes (
      id text primary key check (id like 'nte\\_%'),
      user_id text not null references users,
      author_id text not null references users,
      body text not null check (length(btrim(body)) between 1 and 4000),
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index person_notes_of_user on person_notes (user_id, created_at desc, id desc)`.execute(
    db,
  );

  await sql`
    create table support_acts (
      key text primary key check (length(key) between 8 and 100),
      kind text not null,
      actor_id text not null references users,
      user_id text not null references users,
      outcome jsonb not null,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index support_acts_of_user on support_acts (user_id, created_at desc)`.execute(db);

  await sql`
    create table support_cases (
      id text primary key check (id like 'cas\\_%'),
      student_id text not null references users,
      payment_id text references payments,
      enrollment_id text references enrollments,
      subject text not null check (length(btrim(subject)) between 1 and 200),
      status text not null default 'open' check (status in ('open','resolved')),
      origin text not null check (origin in ('student','staff')),
      assignee_id text references users,
      awaits text not null default 'school' check (awaits in ('school','student')),
      version int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      resolved_at timestamptz,
      check ((status = 'resolved') = (resolved_at is not null))
    )`.execute(db);
  await sql`create index support_cases_newest on support_cases (updated_at desc, id desc)`.execute(db);
  await sql`create index support_cases_by_status on support_cases (status, updated_at desc, id desc)`.execute(
    db,
  );
  await sql`create index support_cases_mine on support_cases (assignee_id, updated_at desc, id desc) where status = 'open'`.execute(
    db,
  );
  await sql`create index support_cases_of_student on support_cases (student_id, updated_at desc, id desc)`.execute(
    db,
  );
  await sql`create index support_cases_of_payment on support_cases (payment_id, created_at) where payment_id is not null`.execute(
    db,
  );
  await sql`create index support_cases_open_students on support_cases (student_id) where status = 'open'`.execute(
    db,
  );

  await sql`
    create table support_case_messages (
      id bigint generated always as identity primary key,
      case_id text not null references support_cases,
      kind text not null check (kind in ('question','answer','note')),
      author_id text not null references users,
      body text not null check (length(btrim(body)) between 1 and 4000),
      form_key text unique,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index support_case_messages_of_case on support_case_messages (case_id, id)`.execute(db);
}
