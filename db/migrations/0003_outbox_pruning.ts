import { type Kysely, sql } from "kysely";

/** Remembers how far the outbox was pruned, so that a reader from before then is told to start over. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table outbox_epoch add column pruned_xid xid8 not null default '0'`.execute(db);
}
