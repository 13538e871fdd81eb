import { type Kysely, sql } from "kysely";

/** Frozen. Mail that is held back because it is no longer true, and mail about money that was given back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table mails
      drop constraint mails_kind_check,
      add constraint mails_kind_check check (kind in ('receipt','payment_failed','payment_link','enrollment_approved',
        'enrollment_rejected','enrollment_revoked','pay_invitation','deadline_extended','waitlist_offer','refund_made','case_answer')),
      drop constraint mails_state_check,
      add constraint mails_state_check check (state in ('queued','sending','sent','failed','not_configured','unknown','outdated'))`.execute(
    db,
  );
}
