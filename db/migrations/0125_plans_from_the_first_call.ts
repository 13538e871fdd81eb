import { type Kysely, sql } from "kysely";

const onePaymentAtATime = [
  "lock_payment(text)",
  "read_payment(text)",
  "give_seats(jsonb)",
  "write_changes(jsonb)",
  "open_exception(jsonb)",
  "resolve_exception(text, text, text, text)",
  "decide_enrollment(jsonb)",
  "decide_bulk_item(text, integer, jsonb)",
  "roll_up_payments(text[], text)",
  "roll_up_enrollments(text[], text)",
];

/**
 * Frozen. PostgreSQL plans each statement of a function anew for its first five calls on every connection, in case the
 * values matter. Here they never do: each statement finds its rows by key. A process that has just started paid for
 * hundreds of those plans in its first seconds, while gateways were waiting.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of onePaymentAtATime)
    await sql`alter function ${sql.raw(name)} set plan_cache_mode = force_generic_plan`.execute(db);
}
