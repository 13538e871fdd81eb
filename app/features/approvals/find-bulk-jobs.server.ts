import { sql } from "kysely";
import type { BulkJob, Selection } from "#app/features/approvals/bulk-job.ts";
import type { Db } from "#app/lib/db.server.ts";

/** Jobs newest first; `open`: those under way, and those that ended within the last minute. */
export async function findBulkJobs(db: Db, which: "open" | "latest"): Promise<BulkJob[]> {
  return read(
    db,
    which === "open"
      ? sql`j.status in ('queued','running') or j.finished_at > now() - interval '1 minute'`
      : sql`true`,
    which === "open" ? 5 : 50,
  );
}

export async function findBulkJob(db: Db, jobId: string): Promise<BulkJob | null> {
  return (await read(db, sql`j.id = ${jobId}`, 1))[0] ?? null;
}

async function read(db: Db, where: ReturnType<typeof sql>, limit: number): Promise<BulkJob[]> {
  const { rows } = await sql<Omit<BulkJob, "selection"> & { selection: Selection }>`
    select j.id, j.decision, j.reason, j.selection, j.status, j.undoes, j.retries, u.name as by, a.name as "triedBy",
      (select x.id from bulk_jobs x where x.undoes = j.id) as "undoneBy",
      coalesce(j.total, 0) as total, coalesce(n.done, 0) as done, coalesce(n.failed, 0) as failed,
      (extract(epoch from j.created_at) * 1000)::float8 as "createdAt",
      (extract(epoch from j.started_at) * 1000)::float8 as "startedAt",
      (extract(epoch from j.finished_at) * 1000)::float8 as "finishedAt"
    from (select * from bulk_jobs j where ${where} order by j.created_at desc, j.id desc limit ${limit}) j
      join users u on u.id = j.created_by
      left join users a on a.id = j.tried_by
      left join lateral (select count(*) filter (where status = 'done') as done, count(*) filter (where status = 'failed') as failed
        from bulk_job_items where job_id = j.id) n on true
    order by j.created_at desc, j.id desc`.execute(db);
  return rows;
}
