process.env.BURSAR_PROCESS ??= "worker";

import { hostname, setPriority } from "node:os";
import { sql } from "kysely";
import { runBulkJobs } from "#app/features/approvals/run-bulk-jobs.server.ts";
import { sealAudit } from "#app/features/audit/seal-audit.server.ts";
import { lapseApprovals } from "#app/features/enrollments/lapse-approvals.server.ts";
import { consumeEvents, registerConsumer } from "#app/features/outbox/consume-events.server.ts";
import { pollUntilStopped } from "#app/features/payments/poll-open-payments.server.ts";
import { writeDownPerformance } from "#app/features/performance/write-down.server.ts";
import { checkStatuses } from "#app/features/reconciliation/check-statuses.server.ts";
import { reconcileHistory } from "#app/features/reconciliation/reconcile-history.server.ts";
import { sweepInvariants } from "#app/features/reconciliation/sweep-invariants.server.ts";
import { buildRollups } from "#app/features/reports/build-rollups.server.ts";
import { rollups } from "#app/features/reports/roll-up.server.ts";
import { offerSeats } from "#app/features/waitlist/offer-seats.server.ts";
import { settleOffers } from "#app/features/waitlist/settle-offers.server.ts";
import { inboxLanes, runInbox } from "#app/features/webhooks/run-inbox.server.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { jobRelay } from "#app/jobs/relay.server.ts";
import { relayName } from "#app/jobs/relay-name.ts";
import { releaseDeadJobs } from "#app/jobs/release-dead.server.ts";
import { jobConnections, runJobs } from "#app/jobs/run-jobs.server.ts";
import { createPool, db } from "#app/lib/db.server.ts";
import { EnvError, env } from "#app/lib/env.server.ts";
import { every } from "#app/lib/every.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wakeHub } from "#app/lib/wake.server.ts";

/** The worker process: the inbox, the ladder of checks, the sweeps, the seals of the audit log, the relay of events to jobs, the jobs. Any number may run. */
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
    .values({ worker_id: workerId, job_pool: jobPoolName })
    .onConflict((conflict) =>
      conflict.column("worker_id").doUpdateSet({ beat_at: sql`now()`, job_pool: jobPoolName }),
    )
    .execute();

/** What moved since a little before the last look began: a transaction may be this old when it commits, and carries the time it began. */
function lookback() {
  let last: Date | null = null;
  return async (look: (since: Date | null) => Promise<unknown>) => {
    const began = Date.now();
    await look(last);
    last = new Date(began - 35_000);
  };
}

/** Sweeps look at what moved lately; once an hour at everything. */
const sinceSweep = lookback();
let lastFull = 0;
const sweep = () =>
  sinceSweep(async (since) => {
    const full = Date.now() - lastFull > 60 * minute;
    const began = Date.now();
    await sweepInvariants(db(), full ? null : since);
    if (full) lastFull = began;
  });

const sinceStatuses = lookback();
const checkLatestStatuses = () =>
  sinceStatuses((since) => checkStatuses(db(), since ?? new Date(Date.now() - 60 * minute)));

/** What became of offers first: a seat that nobody took goes to the next in line in the same round. */
async function tendWaitlists() {
  await settleOffers(db());
  await offerSeats(db());
}

async function placeRelay(): Promise<void> {
  const placed = new AbortController();
  await every(1_000, "relay's place", AbortSignal.any([signal, placed.signal]), async () => {
    await registerConsumer(db(), relayName);
    placed.abort();
  });
}

/** The jobs' own connections: a job that hangs takes none that payments need. */
const jobPool = createPool(env().DATABASE_URL, { max: jobConnections, applicationName: "bursar-jobs" });
let jobPoolName: string | null = null;
const jobs = () =>
  runJobs({
    pool: jobPool,
    signal,
    onPool: (name) => {
      jobPoolName = name;
      void beat().catch((error: unknown) => log.warn({ err: error }, "heartbeat missed"));
    },
  });

// Answers to gateways and people go before the work they bring: where both want the processor, the web process has it.
setPriority(5);

log.info({ workerId }, "worker started");
// Before the first event of a new database: what comes from now on has its follow-ups.
await placeRelay();
await Promise.all([
  every(5_000, "heartbeat", signal, beat),
  runInbox(db(), gateways(), { lanes: inboxLanes, signal }),
  pollUntilStopped(db(), gateways(), signal),
  every(15_000, "sweep", signal, sweep),
  runBulkJobs(db(), signal),
  every(15_000, "approvals", signal, () => lapseApprovals(db())),
  every(5_000, "waitlists", signal, tendWaitlists),
  every(minute, "performance", signal, () => writeDownPerformance(db())),
  every(minute, "latest statuses", signal, checkLatestStatuses),
  consumeEvents(db(), jobRelay, signal),
  consumeEvents(db(), rollups(env().SCHOOL_TIME_ZONE), signal),
  every(10 * minute, "rollups", signal, () => buildRollups(db(), env().SCHOOL_TIME_ZONE, signal)),
  every(1_000, "jobs", signal, jobs),
  every(5_000, "audit seals", signal, () => sealAudit(db(), { signal })),
  every(15_000, "dead workers' jobs", signal, () => releaseDeadJobs(db())),
  every(10 * minute, "gateway history", signal, () => reconcileHistory(db(), gateways())),
]);
await db().deleteFrom("worker_heartbeats").where("worker_id", "=", workerId).execute();
await wakeHub().close();
await jobPool.end();
await db().destroy();
log.info({ workerId }, "worker stopped");
