import { type Kysely, sql } from "kysely";

/**
 * Frozen. What a row of the enrollments says of the student's other seats stands in the index that finds them, and who
 * was refunded in one that has nothing else: for each of fifty rows that was a page for every seat and payment of theirs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index enrollments_by_student`.execute(db);
  await sql`create index enrollments_by_student on enrollments (student_id, created_at desc, id desc) include (status)`.execute(
    db,
  );
  await sql`create index payments_refunded on payments (student_id) where refunded_minor > 0`.execute(db);
}
