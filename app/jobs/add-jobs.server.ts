import { sql } from "kysely";
import { catalog, type JobArgs, type JobName } from "#app/jobs/catalog.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** One job to add. With a key, a job of the same key that still waits is replaced. */
export interface JobToAdd<Name extends JobName = JobName> {
  name: Name;
  args: JobArgs<Name>;
  key: string;
  runAt?: Date;
  /** Smaller goes first. */
  priority?: number;
}

/**
 * Adds jobs in the caller's transaction, if it has one. It notifies in SQL, which serializes commits: never call it
 * where money or a seat is being written. Those write an event, and the relay adds the job.
 */
export async function addJobs(db: Db, jobs: readonly JobToAdd[]): Promise<void> {
  if (jobs.length === 0) return;
  // One statement may name a key once: of several the last counts, as it would one after the other.
  const byKey = new Map(jobs.map((job) => [job.key, job]));
  const specs = [...byKey.values()].map((job) => ({
    identifier: job.name,
    payload: job.args,
    job_key: job.key,
    run_at: job.runAt?.toISOString() ?? null,
    priority: job.priority ?? 0,
    max_attempts: catalog[job.name].maxAttempts,
  }));
  await sql`
    select from graphile_worker.add_jobs(
      array(select json_populate_recordset(null::graphile_worker.job_spec, ${JSON.stringify(specs)}::json)), false)`.execute(
    db,
  );
}
