import { type Kysely, sql } from "kysely";

/** Frozen. The drafts of refunds that wait, in the order in which staff read them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index refund_drafts_waiting on refund_drafts (created_at, id) where status = 'draft'`.execute(
    db,
  );
}
