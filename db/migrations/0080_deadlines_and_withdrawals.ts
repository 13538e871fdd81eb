import { type Kysely, sql } from "kysely";

/** Frozen. Mail about a deadline that was moved, and requests that their student took back before they were decided. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table mails
      drop constraint mails_kind_check,
      add constraint mails_kind_check check (kind in ('receipt','payment_failed','payment_link','enrollment_approved',
        'enrollment_rejected','enrollment_revoked','pay_invitation','deadline_extended','waitlist_offer','case_answer'))`.execute(
    db,
  );
  await sql`
    alter table enrollments
      drop constraint enrollments_status_check,
      add constraint enrollments_status_check check (status in ('requested','pending_approval','approved','active','suspended','rejected','revoked','lapsed','withdrawn','transferred')),
      drop constraint enrollments_decided_from_check,
      add constraint enrollments_decided_from_check check (decided_from in ('requested','pending_approval','approved','active','suspended','rejected','revoked','lapsed','withdrawn','transferred')),
      drop constraint enrollments_only_requests_wait_unpaid,
      add constraint enrollments_only_requests_wait_unpaid check (status not in ('requested','approved','lapsed','withdrawn') or source = 'request')`.execute(
    db,
  );
}
