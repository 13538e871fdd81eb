import { type Kysely, sql } from "kysely";

/** Frozen. What staff search by: the beginning of a name or address, and a gateway's transaction on its deliveries. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index users_by_email_prefix on users (lower(email::text) text_pattern_ops)`.execute(db);
  await sql`create index users_by_name_prefix on users (lower(name) text_pattern_ops)`.execute(db);
  await sql`create index payment_webhooks_by_transaction on payment_webhooks (transaction_ref) where transaction_ref is not null`.execute(
    db,
  );
}
