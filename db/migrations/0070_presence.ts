import { type Kysely, sql } from "kysely";

/** Which tab of which staff member has which row open. Unlogged: after a crash nobody looks at anything. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unlogged table presences (
      subject_id text not null check (subject_id ~ '^[a-z]{3}_[0-9a-z]{1,64}$'),
      tab_id text not null check (tab_id ~ '^[0-9a-f-]{36}$'),
      staff_id text not null references users (id) on delete cascade,
      seen_at timestamptz not null default now(),
      primary key (subject_id, tab_id)
    )`.execute(db);
  await sql`create index presences_seen_at on presences (seen_at)`.execute(db);
  await sql`create index presences_staff_id on presences (staff_id)`.execute(db);
}
