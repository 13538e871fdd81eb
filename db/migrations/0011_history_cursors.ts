import { type Kysely, sql } from "kysely";

/** Frozen. How far each gateway's own history was compared with ours: through which day, and what stood in the way last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table history_cursors (
      gateway text primary key check (gateway in ('paymob','ikhokha')),
      through text not null check (through ~ '^\\d{4}-\\d{2}-\\d{2}$'),
      leased_until timestamptz,
      problem text,
      ran_at timestamptz,
      created_at timestamptz not null default now()
    )`.execute(db);
}
