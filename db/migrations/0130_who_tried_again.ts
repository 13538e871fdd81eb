import { type Kysely, sql } from "kysely";

/** Frozen. Who tried the failed rows of a decision about many again: from then on its rows are their decisions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table bulk_jobs add column tried_by text references users`.execute(db);
}
