import { type Kysely, sql } from "kysely";

/** Frozen. A refund's draft is settled once the gateway gave the payment back, and says when that was found. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table refund_drafts
      drop constraint refund_drafts_status_check,
      add constraint refund_drafts_status_check check (status in ('draft','withdrawn','settled')),
      add column settled_at timestamptz,
      add constraint refund_drafts_settled_has_time check ((status = 'settled') = (settled_at is not null))`.execute(
    db,
  );
}
