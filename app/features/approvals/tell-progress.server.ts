import { sql } from "kysely";
import type { BegunJob } from "#app/features/approvals/begin-bulk-job.server.ts";
import type { BulkCounts } from "#app/features/approvals/bulk-job.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";

/** Milliseconds between two events of one job: at most four a second. */
const spacingMs = 250;

/** How far a job is, from its rows themselves. */
export async function countItems(db: Db, jobId: string): Promise<BulkCounts> {
  const { rows } = await sql<BulkCounts>`
    select count(*) as total, count(*) filter (where status = 'done') as done, count(*) filter (where status = 'failed') as failed
    from bulk_job_items where job_id = ${jobId}`.execute(db);
  return rows[0]!;
}

/** Says how far a job is: `soon` as often as one likes, told four times a second. No audit: the rows have theirs. */
export function progressTeller(db: Db, job: BegunJob) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let telling: Promise<void> = Promise.resolve();

  async function tell(): Promise<void> {
    try {
      const counts = await countItems(db, job.id);
      await sql`
        with moved as (update bulk_jobs set version = version + 1 where id = ${job.id} and status = 'running' returning version)
        insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, data)
        select 'operations', 'bulk.progress', 'bulk_job', ${job.id}::text, version, ${JSON.stringify({ status: "running", decision: job.decision, ...counts })}::jsonb from moved`.execute(
        db,
      );
      wake("outbox");
    } catch (error) {
      log.warn({ err: error, jobId: job.id }, "progress not told");
    }
  }

  return {
    tell,
    soon(): void {
      timer ??= setTimeout(() => {
        timer = undefined;
        telling = tell();
      }, spacingMs);
    },
    async end(): Promise<void> {
      clearTimeout(timer);
      await telling;
    },
  };
}
