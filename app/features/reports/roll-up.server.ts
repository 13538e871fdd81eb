import { sql } from "kysely";
import type { Consumer } from "#app/features/outbox/consume-events.server.ts";
import type { OutboxEvent } from "#app/features/outbox/read-events.server.ts";
import type { Trx } from "#app/lib/db.server.ts";
import { onWake } from "#app/lib/wake.server.ts";

/** The name of the rollups' cursor. */
export const rollupsName = "rollups";

const hintSpacingMs = 250;

/** Held by whoever moves the sums: the consumer of events and a build must not count one row at once. */
const rollupLock = 7_301_010;

/**
 * Keeps the daily sums in the transaction that moves its cursor. Events only name the rows to look at: their totals
 * are read, never added up from events, so that a repeated, late or lost order of events cannot matter.
 */
export function rollups(timeZone: string): Consumer {
  return {
    name: rollupsName,
    handle: async (trx, events) => {
      const ids = { payments: named(events, "payment"), enrollments: named(events, "enrollment") };
      if (ids.payments.length + ids.enrollments.length === 0) return;
      await rollUp(trx, timeZone, ids);
      await tell(trx);
    },
    // Fewer, larger transactions: a dashboard may be this far behind.
    onHint: (look) => onWake("outbox", spaced(look, hintSpacingMs)),
  };
}

/** The screens that show the sums load them again: what the sums follow from was heard of before they moved. */
async function tell(trx: Trx): Promise<void> {
  await trx
    .insertInto("outbox_events")
    .values({
      topic: "operations",
      kind: "rollups.moved",
      subject_type: "rollup",
      subject_id: rollupsName,
      subject_version: 1,
      data: "{}",
    })
    .execute();
}

/** Calls `fn` a little after the first of many calls, once for all of them. */
function spaced(fn: () => void, ms: number): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      fn();
    }, ms).unref();
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
