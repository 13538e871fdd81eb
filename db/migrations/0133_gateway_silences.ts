import { type Kysely, sql } from "kysely";

/** Frozen. How many of a delivery's tries ended only because its gateway could not be asked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table payment_webhooks add column gateway_silences integer not null default 0`.execute(db);
}
