process.env.BURSAR_PROCESS ??= "worker";

import { hostname } from "node:os";
import { sql } from "kysely";
import { maintainPartitions } from "#app/features/outbox/maintain-partitions.server.ts";
import { pollOpenPayments } from "#app/features/payments/poll-open-payments.server.ts";
import { checkStatuses } from "#app/features/reconciliation/check-statuses.server.ts";
import { sweepInvariants } from "#app/features/reconciliation/sweep-invariants.server.ts";
import { runInbox } from "#app/features/webhooks/run-inbox.server.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { db } from "#app/lib/db.server.ts";
import { EnvError, env } from "#app/lib/env.server.ts";
import { every } from "#app/lib/every.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wakeHub } from "#app/lib/wake.server.ts";

/** The worker process: the inbox, the ladder of checks, the sweeps and the housekeeping. Any number may run. */
try {
  env();
} catch (error) {
  if (!(error instanceof EnvError)) throw error;
  console.error(error.message);
  process.exit(1);
}

const minute = 60_000;
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
const { signal } = stop;
const workerId = `${hostname()}:${process.pid}`;

const beat = () =>
  db()
    .insertInto("worker_heartbeats")
    .values({ worker_id: workerId })
    .onConflict((conflict) => conflict.column("worker_id").doUpdateSet({ beat_at: sql`now()` }))
    .execute();

/** Sweeps look at what moved since a little before the last one began; once an hour at everything. */
let lastSweep: Date | null = null;
let lastFull = 0;
async function sweep() {
  const began = new Date();
  const full = Date.now() - lastFull > 60 * minute;
  await sweepInvariants(db(), full ? null : lastSweep);
  await checkStatuses(db(), lastSweep ?? new Date(Date.now() - 60 * minute));
  // A transaction may be this old when it commits, and carries the time it began.
  lastSweep = new Date(began.getTime() - 35_000);
  if (full) lastFull = began.getTime();
}

/** Once a day every status, also of what was written around the product and moved no time stamp. */
let lastCheckOfAll = Date.now();
async function checkEveryStatus() {
  if (Date.now() - lastCheckOfAll < 24 * 60 * minute) return;
  lastCheckOfAll = Date.now();
  log.info({ checked: await checkStatuses(db(), null) }, "all statuses checked");
}

async function tidy() {
  await maintainPartitions(db());
  await db().deleteFrom("sessions").where("expires_at", "<", sql<Date>`now()`).execute();
  await db()
    .deleteFrom("worker_heartbeats")
    .where("beat_at", "<", sql<Date>`now() - interval '1 day'`)
    .execute();
  await db()
    .deleteFrom("payment_webhooks")
    .where("status", "=", "rejected")
    .where("received_at", "<", sql<Date>`now() - interval '30 days'`)
    .execute();
}

log.info({ workerId }, "worker started");
await Promise.all([
  every(5_000, "heartbeat", signal, beat),
  runInbox(db(), gateways(), { lanes: 8, signal }),
  every(1_000, "ladder", signal, () => pollOpenPayments(db(), gateways())),
  every(15_000, "sweep", signal, sweep),
  every(10 * minute, "housekeeping", signal, tidy),
  every(10 * minute, "statuses", signal, checkEveryStatus),
]);
await db().deleteFrom("worker_heartbeats").where("worker_id", "=", workerId).execute();
await wakeHub().close();
await db().destroy();
log.info({ workerId }, "worker stopped");
