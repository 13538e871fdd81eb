import { type Kysely, sql } from "kysely";

const lists = sql.raw(
  "'payments','enrollments','users','courses','webhooks','exceptions','cases','mails','refunds','audit'",
);

/** Frozen. Views of the mails and the refunds too, and an index for each order of the courses and the cases. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ["saved_views", "default_views"]) {
    const check = sql.id(`${table}_list_check`);
    await sql`alter table ${sql.table(table)} drop constraint ${check}`.execute(db);
    await sql`update ${sql.table(table)} set list = 'mails' where list = 'notifications'`.execute(db);
    await sql`alter table ${sql.table(table)} add constraint ${check} check (list in (${lists}))`.execute(db);
  }

  // None on what selling a seat writes: enrolled_count and updated_at change with each.
  await sql`create index courses_newest on courses (created_at, id)`.execute(db);
  await sql`create index courses_by_status on courses (status, created_at, id)`.execute(db);
  await sql`create index courses_by_approval on courses (approval_mode, created_at, id)`.execute(db);
  await sql`create index courses_by_title on courses (title, id)`.execute(db);
  // A course at any time comes after all that have a day.
  await sql`create index courses_by_start on courses ((coalesce(starts_at, '9999-12-31 00:00:00+00'::timestamptz)), id)`.execute(
    db,
  );
  await sql`create index courses_by_status_start on courses (status, (coalesce(starts_at, '9999-12-31 00:00:00+00'::timestamptz)), id)`.execute(
    db,
  );
  await sql`create index courses_words on courses using gin (lower(title) gin_trgm_ops)`.execute(db);
  await sql`create index courses_title_begins on courses (lower(title) text_pattern_ops)`.execute(db);

  await sql`create index support_cases_opened on support_cases (created_at, id)`.execute(db);
  await sql`create index support_cases_by_status_opened on support_cases (status, created_at, id)`.execute(
    db,
  );
  await sql`create index support_cases_by_turn on support_cases (awaits, updated_at desc, id desc) where status = 'open'`.execute(
    db,
  );
  await sql`create index support_cases_of_assignee on support_cases (assignee_id, updated_at desc, id desc)`.execute(
    db,
  );
}
