import { setTimeout as delay } from "node:timers/promises";
import { runOnce, type TaskList } from "graphile-worker";
import { sql } from "kysely";
import type pg from "pg";
import { consumeEvents, registerConsumer } from "#app/features/outbox/consume-events.server.ts";
import { catalog, type JobName } from "#app/jobs/catalog.server.ts";
import { jobRelay } from "#app/jobs/relay.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { jobLogger } from "#app/lib/job-logger.server.ts";

export interface WaitingJob {
  name: JobName;
  args: Record<string, unknown>;
  key: string | null;
  run_at: Date;
  attempts: number;
  locked_by: string | null;
}

/** The jobs that wait or are in work, oldest first. */
export async function jobsIn(db: Db): Promise<WaitingJob[]> {
  const { rows } = await sql<WaitingJob>`
    select t.identifier as name, j.payload as args, j.key, j.run_at, j.attempts, j.locked_by
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`.execute(
    db,
  );
  return rows;
}

/** Relays what is committed, then works every job that is due, until nothing is left to do now. */
export async function drainJobs(db: Db, pool: pg.Pool): Promise<void> {
  for (;;) {
    await relayAll(db);
    const { rows } = await sql<{ due: number }>`
      select count(*)::int as due from graphile_worker._private_jobs where is_available and run_at <= now()`.execute(
      db,
    );
    if (rows[0]!.due === 0) return;
    await runOnce({ pgPool: pool, noHandleSignals: true, logger: jobLogger() }, taskList());
  }
}

/** Brings the relay's cursor past everything committed. */
export async function relayAll(db: Db): Promise<void> {
  const stop = new AbortController();
  await registerConsumer(db, jobRelay.name);
  const running = consumeEvents(db, { ...jobRelay, pollMs: 5, onHint: () => () => undefined }, stop.signal);
  for (;;) {
    const { rows } = await sql<{ left: boolean }>`
      select exists (select from outbox_events e, outbox_consumers c where c.name = ${jobRelay.name} and (e.xid, e.seq) > (c.xid, c.seq)) as left`.execute(
      db,
    );
    if (!rows[0]!.left) break;
    await delay(5);
  }
  stop.abort();
  await running;
}

/** Makes every waiting job due now. */
export async function makeJobsDue(db: Db): Promise<void> {
  await sql`update graphile_worker._private_jobs set run_at = now() where locked_at is null`.execute(db);
}

function taskList(): TaskList {
  return Object.fromEntries(
    (Object.keys(catalog) as JobName[]).map((name) => [
      name,
      async (payload: unknown, { job }: { job: { id: unknown; attempts: number; max_attempts: number } }) => {
        await catalog[name].work(payload, {
          jobId: String(job.id),
          lastTry: job.attempts >= job.max_attempts,
          signal: new AbortController().signal,
        });
      },
    ]),
  ) as TaskList;
}
