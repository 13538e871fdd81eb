import { type Kysely, sql } from "kysely";

/** Frozen. An index for each filter and order of the audit log, the exceptions and the mails that had none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index audit_log_by_actor_type on audit_log (actor_type, at, id)`.execute(db);
  await sql`create index audit_log_by_actor_action on audit_log (actor_type, action, at, id)`.execute(db);

  // Open ones are listed from the oldest, kind by kind; what is closed, or everything, in the same orders.
  await sql`create index exceptions_in_groups on exceptions (status, kind, first_seen_at, id)`.execute(db);
  await sql`create index exceptions_by_status_age on exceptions (status, first_seen_at, id)`.execute(db);
  await sql`create index exceptions_kind_age on exceptions (kind, first_seen_at, id)`.execute(db);
  await sql`create index exceptions_kind_last on exceptions (kind, last_seen_at, id)`.execute(db);
  await sql`create index exceptions_of_student on exceptions (student_id) where student_id is not null`.execute(
    db,
  );
  await sql`create index exceptions_of_delivery on exceptions (delivery_id) where delivery_id is not null`.execute(
    db,
  );
  await sql`drop index exceptions_open`.execute(db);

  // Who waits, and the queue of those whom a search found.
  await sql`create index enrollments_waiting_students on enrollments (student_id, waiting_since, id) where status in ('requested','pending_approval')`.execute(
    db,
  );
  // A search looks through thousands of names: with all it asks of them beside each, it reads no rows.
  await sql`drop index users_by_search_name`.execute(db);
  await sql`create index users_by_search_name on users (search_name, id) include (merged_into, search_words)`.execute(
    db,
  );

  await sql`create index mails_by_kind on mails (kind, created_at desc, id desc)`.execute(db);
}
