import { type Kysely, sql } from "kysely";

/** Frozen. Mail about a seat that was moved to another course, and about one that was not paid in time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table mails
      drop constraint mails_kind_check,
      add constraint mails_kind_check check (kind in ('receipt','payment_failed','payment_link','enrollment_approved',
        'enrollment_rejected','enrollment_revoked','pay_invitation','deadline_extended','waitlist_offer','seat_lapsed',
        'seat_moved','refund_made','case_answer'))`.execute(db);
}
