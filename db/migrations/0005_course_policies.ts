import { type Kysely, sql } from "kysely";

/** Frozen. What a course asks of an enrollment: approval, a waitlist when full, and what a refund does to the seat. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table courses
      add column approval_mode text not null default 'none' check (approval_mode in ('none','before_payment','after_payment')),
      add column refund_effect text not null default 'ask' check (refund_effect in ('revoke','keep','ask')),
      add column waitlist_enabled boolean not null default false`.execute(db);
}
