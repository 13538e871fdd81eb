import { sql } from "kysely";
import type { Consumer } from "#app/features/outbox/consume-events.server.ts";
import type { OutboxEvent } from "#app/features/outbox/read-events.server.ts";
import type { Trx } from "#app/lib/db.server.ts";

/** The name of the rollups' cursor. */
export const rollupsName = "rollups";

/** Held by whoever moves the sums: the consumer of events and a build must not count one row at once. */
const rollupLock = 7_301_010;

/**
 * Keeps the daily sums in the transaction that moves its cursor. Events only name the rows to look at: their totals
 * are read, never added up from events, so that a repeated, late or lost order of events cannot matter.
 */
export function rollups(timeZone: string): Consumer {
  return {
    name: rollupsName,
    handle: (trx, events) =>
      rollUp(trx, timeZone, { payments: named(events, "payment"), enrollments: named(events, "enrollment") }),
    // A dashboard a second behind is worth fewer, larger transactions.
    pollMs: 1_000,
  };
}

/** Counts these rows as they are now, whatever they were counted as before. */
export async function rollUp(
  trx: Trx,
  timeZone: string,
  ids: { payments?: readonly string[]; enrollments?: readonly string[] },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(${rollupLock})`.execute(trx);
  if (ids.payments?.length)
    await sql`select roll_up_payments(${ids.payments}::text[], ${timeZone})`.execute(trx);
  if (ids.enrollments?.length)
    await sql`select roll_up_enrollments(${ids.enrollments}::text[], ${timeZone})`.execute(trx);
}

const named = (events: readonly OutboxEvent[], type: string) => [
  ...new Set(events.filter(({ subject }) => subject.type === type).map(({ subject }) => subject.id)),
];
