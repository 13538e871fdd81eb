import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { type BegunJob, beginBulkJob } from "#app/features/approvals/begin-bulk-job.server.ts";
import { claimItems, decideBulkItem } from "#app/features/approvals/decide-bulk-item.server.ts";
import { countItems, progressTeller } from "#app/features/approvals/tell-progress.server.ts";
import { recordChanges, systemActor } from "#app/features/outbox/record-changes.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { onWake, wake } from "#app/lib/wake.server.ts";

/** Rows in work at once, and how many one claim takes: a claim's round trip serves them all. */
const lanes = 4;
const claimSize = 40;

/**
 * Works jobs until told to stop, woken by the hint and, should that be lost, every second. Any number of workers may
 * work one job together.
 */
export async function runBulkJobs(db: Db, signal: AbortSignal): Promise<void> {
  let rung = Promise.withResolvers<void>();
  const stopListening = onWake("bulk", () => rung.resolve());
  while (!signal.aborted) {
    rung = Promise.withResolvers<void>();
    try {
      for (const jobId of await openJobs(db)) await runBulkJob(db, jobId, signal);
    } catch (error) {
      log.warn({ err: error }, "bulk jobs not reachable; trying again");
    }
    await Promise.race([rung.promise, sleep(1_000, undefined, { signal }).catch(() => undefined)]);
  }
  stopListening();
}

async function openJobs(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("bulk_jobs")
    .select("id")
    .where("status", "in", ["queued", "running"])
    .orderBy("created_at")
    .limit(20)
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Works one job to its end, its cancelling or the signal: each row is a transaction of its own and safe to repeat. Rows
 * that another worker holds are waited for, so that the one that ends the job knows the whole of it.
 */
export async function runBulkJob(db: Db, jobId: string, signal: AbortSignal): Promise<void> {
  const job = await beginBulkJob(db, jobId, env().SCHOOL_TIME_ZONE);
  if (!job) return;
  const progress = progressTeller(db, job);
  await progress.tell();
  for (;;) {
    const stopped = await Promise.all(
      Array.from({ length: lanes }, () => workLane(db, job, signal, progress.soon)),
    );
    if (signal.aborted || stopped.some(Boolean)) break;
    if (await finish(db, job)) break;
    await sleep(300, undefined, { signal }).catch(() => undefined);
    if (!(await isRunning(db, jobId))) break;
  }
  await progress.end();
}

/** Claims and decides until nothing is left to claim. True: the job was cancelled. */
async function workLane(db: Db, job: BegunJob, signal: AbortSignal, told: () => void): Promise<boolean> {
  while (!signal.aborted) {
    const items = await claimItems(db, job.id, claimSize);
    if (items.length === 0) return false;
    for (const item of items) {
      // What is claimed and not begun is left to its lease.
      if (signal.aborted) return false;
      const outcome = await decideBulkItem(db, job, item);
      if (outcome === "stopped") return true;
      told();
      if (outcome === "decided") wake("outbox");
    }
  }
  return false;
}

async function isRunning(db: Db, jobId: string): Promise<boolean> {
  const row = await db
    .selectFrom("bulk_jobs")
    .select("id")
    .where("id", "=", jobId)
    .where("status", "=", "running")
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends the job once no row waits. Two workers at once: one does, and says so. */
async function finish(db: Db, job: BegunJob): Promise<boolean> {
  const ended = await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable("bulk_jobs")
      .set({ status: "finished", finished_at: sql`now()`, version: sql`version + 1` })
      .where("id", "=", job.id)
      .where("status", "=", "running")
      .where(
        sql<boolean>`not exists (select 1 from bulk_job_items where job_id = ${job.id} and status = 'waiting')`,
      )
      .returning("version")
      .executeTakeFirst();
    if (!row) return false;
    const counts = await countItems(trx, job.id);
    await recordChanges(trx, {
      actor: systemActor,
      changes: [
        {
          topic: "operations",
          kind: "bulk.finished",
          subject: { type: "bulk_job", id: job.id, version: row.version },
          before: { status: "running" },
          after: { status: "finished", ...counts },
          data: { status: "finished", decision: job.decision, ...counts },
          audience: [],
        },
      ],
    });
    log.info({ jobId: job.id, ...counts }, "bulk job finished");
    return true;
  });
  if (ended) wake("outbox");
  return ended;
}
