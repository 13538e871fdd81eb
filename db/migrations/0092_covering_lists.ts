import { type Kysely, sql } from "kysely";

/** Frozen. What the payments' filters ask beside an index's own order stands in it: a page and its count read no rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index payments_by_course, payments_by_amount, payments_by_completion`.execute(db);
  await sql`create index payments_by_course on payments (course_id, created_at desc, id desc) include (gateway, currency)`.execute(
    db,
  );
  await sql`create index payments_by_amount on payments (currency, amount_minor, id) include (status, gateway)`.execute(
    db,
  );
  await sql`create index payments_by_completion on payments (completed_at, id) include (created_at, currency, gateway, captured_minor) where completed_at is not null`.execute(
    db,
  );
}
