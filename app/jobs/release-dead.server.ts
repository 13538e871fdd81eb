import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";

/** A worker beats every 5 s; older than this and it counts as gone. The library itself would wait four hours. */
const deadAfterSeconds = 30;

/** Gives back the jobs of workers that were killed with them. The jobs are safe to run again. */
export async function releaseDeadJobs(db: Db): Promise<void> {
  const { rows } = await sql<{ pool: string }>`
    select distinct j.locked_by as pool from graphile_worker.jobs j
    where j.locked_at < now() - make_interval(secs => ${deadAfterSeconds})
      and not exists (select from worker_heartbeats h where h.job_pool = j.locked_by
        and h.beat_at > now() - make_interval(secs => ${deadAfterSeconds}))`.execute(db);
  if (rows.length === 0) return;
  const pools = rows.map((row) => row.pool);
  await sql`select graphile_worker.force_unlock_workers(${pools}::text[])`.execute(db);
  log.warn({ pools: pools.length }, "jobs of workers that are gone were given back");
}
