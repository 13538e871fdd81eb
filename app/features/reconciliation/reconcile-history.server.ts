import { sql } from "kysely";
import { compareEntries } from "#app/features/reconciliation/compare-entries.server.ts";
import { findUnlisted } from "#app/features/reconciliation/find-unlisted.server.ts";
import type { Gateway, GatewayName } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";

/** Days asked for again each time: a link made then may have been paid since, and a list may have been late. */
const overlapDays = 8;
/** The most days of one run; a longer gap is caught up run by run. */
const mostDays = 31;
const dayMs = 86_400_000;

export interface HistoryRun {
  gateway: GatewayName;
  through: string;
  /** Entries read, changes that followed, exceptions opened. */
  entries: number;
  changed: number;
  raised: number;
  problem: string | null;
}

/**
 * Compares each gateway's own list with ours, once for each day that is over (UTC). Where it stood is stored: a day on
 * which no worker ran, or the gateway was silent, is caught up. What the list says goes the one way that changes a
 * payment; money that no payment knows is raised. Safe to repeat; of several workers one runs, under a lease.
 */
export async function reconcileHistory(db: Db, gateways: Gateways, now = new Date()): Promise<HistoryRun[]> {
  const runs: HistoryRun[] = [];
  for (const gateway of gateways.values()) {
    if (!gateway.can.listTransactions) continue;
    const yesterday = dayOf(now.getTime() - dayMs);
    const cursor = await claim(db, gateway.name, dayOf(now.getTime() - 2 * dayMs), yesterday);
    if (!cursor) continue;
    const run = await runOf(db, gateways, gateway, cursor, yesterday);
    await db
      .updateTable("history_cursors")
      .set({ leased_until: null, ran_at: sql`now()`, problem: run.problem })
      .where("gateway", "=", gateway.name)
      .execute();
    log[run.problem ? "warn" : "info"]({ ...run }, "gateway history compared");
    runs.push(run);
  }
  return runs;
}

interface Cursor {
  through: string;
  /** Reconciliation began here: what was paid before is not held against a list. */
  since: Date;
}

/** Null: nothing to do, or another worker is at it. A failed run is tried again, an hour later at the earliest. */
async function claim(
  db: Db,
  gateway: GatewayName,
  before: string,
  yesterday: string,
): Promise<Cursor | null> {
  await db
    .insertInto("history_cursors")
    .values({ gateway, through: before })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const claimed = await db
    .updateTable("history_cursors")
    .set({ leased_until: sql`now() + interval '30 minutes'` })
    .where("gateway", "=", gateway)
    .where("through", "<", yesterday)
    .where((eb) => eb.or([eb("leased_until", "is", null), eb("leased_until", "<", sql<Date>`now()`)]))
    .where((eb) =>
      eb.or([
        eb("problem", "is", null),
        eb("ran_at", "is", null),
        eb("ran_at", "<", sql<Date>`now() - interval '1 hour'`),
      ]),
    )
    .returning(["through", "created_at"])
    .executeTakeFirst();
  return claimed ? { through: claimed.through, since: claimed.created_at } : null;
}

async function runOf(
  db: Db,
  gateways: Gateways,
  gateway: Gateway,
  cursor: Cursor,
  yesterday: string,
): Promise<HistoryRun> {
  const run: HistoryRun = {
    gateway: gateway.name,
    through: cursor.through,
    entries: 0,
    changed: 0,
    raised: 0,
    problem: null,
  };
  const start = Date.parse(cursor.through) - (overlapDays - 1) * dayMs;
  const end = Math.min(Date.parse(yesterday), Date.parse(cursor.through) + mostDays * dayMs);
  const listed = new Set<string>();
  // A day at a time: the answer has no pages, and a day is what one answer can hold.
  for (let at = start; at <= end; at += dayMs) {
    const day = new Date(at);
    const reply = await gateway.history(day, day);
    if (reply.outcome === "unknown") return { ...run, problem: `${dayOf(at)}: ${reply.reason}` };
    for (const entry of reply.entries) if (entry.orderRef) listed.add(entry.orderRef);
    const found = await compareEntries(db, gateways, gateway.name, reply.entries);
    run.entries += reply.entries.length;
    run.changed += found.changed;
    run.raised += found.raised;
    if (dayOf(at) > run.through) {
      run.through = dayOf(at);
      await db
        .updateTable("history_cursors")
        .set({ through: run.through })
        .where("gateway", "=", gateway.name)
        .execute();
    }
  }
  // The first and the last day may be cut elsewhere in the gateway's own zone; tomorrow's run has them in the middle.
  const inside = { from: new Date(Math.max(start + dayMs, cursor.since.getTime())), to: new Date(end) };
  run.raised += await findUnlisted(db, gateways, gateway.name, inside, listed);
  return run;
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
