import { type Kysely, sql } from "kysely";

/** Frozen. Two filters of the payments that were slow among a million: one course's by status, and what a gateway collected. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index payments_by_course_status on payments (course_id, status, created_at desc, id desc)`.execute(
    db,
  );
  await sql`create index payments_captured on payments (gateway, created_at desc, id desc) where captured_minor > 0`.execute(
    db,
  );
}
