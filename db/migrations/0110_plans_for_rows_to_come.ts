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
 * Frozen. These functions look up a handful of rows by key. plpgsql keeps each statement's plan for as long as the
 * connection lives: made while a table was young, it read the whole table for ever after, or until an analyze happened
 * to come by (three scans of enrollments for each payment in the first minutes of a rush). Without scans the plan is the
 * one that a grown table needs from the first call.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of onePaymentAtATime)
    await sql`alter function ${sql.raw(name)} set enable_seqscan = off`.execute(db);
}
