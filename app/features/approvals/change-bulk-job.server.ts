import type { Selectable } from "kysely";
import { sql } from "kysely";
import { insertJob } from "#app/features/approvals/start-bulk-job.server.ts";
import { undoSeconds } from "#app/features/enrollments/enrollment.ts";
import { type Actor, recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { type Db, databaseErrorCode, type Trx } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { BulkJobStatus, Database } from "#db/schema.ts";

type Job = Selectable<Database["bulk_jobs"]>;
export type ChangeJobResult =
  | { outcome: "changed"; jobId: string }
  | { outcome: "missing" }
  /** It ended, or was changed, before this. */
  | { outcome: "not_allowed"; status: BulkJobStatus }
  /** Its 30 seconds are over, or it was undone already. */
  | { outcome: "too_late" };
type By = Actor & { id: string };

/** Stops a job: rows that are decided stay so, the rest is left alone. */
export function cancelBulkJob(db: Db, input: { jobId: string; actor: By }): Promise<ChangeJobResult> {
  return change(db, input, "bulk.cancelled", async (trx, job) => {
    if (job.status !== "queued" && job.status !== "running") return false;
    await setJob(trx, job.id, { status: "cancelled", finished_at: sql`now()` });
    return true;
  });
}

/** Tries the failed rows of an ended job again, each on the version it has now. */
export function retryBulkJob(db: Db, input: { jobId: string; actor: By }): Promise<ChangeJobResult> {
  return change(db, input, "bulk.retried", async (trx, job) => {
    if (job.status !== "finished" || job.decision === "undo") return false;
    // Taken back, it is over: what it would decide now could not be taken back again.
    const undone = await trx
      .selectFrom("bulk_jobs")
      .select("id")
      .where("undoes", "=", job.id)
      .executeTakeFirst();
    if (undone) return false;
    const again = await sql<{ place: number }>`
      update bulk_job_items i set status = 'waiting', outcome = null, detail = null, finished_at = null, expected_version = e.version
      from enrollments e where e.id = i.enrollment_id and i.job_id = ${job.id} and i.status = 'failed' returning i.place`.execute(
      trx,
    );
    if (again.rows.length === 0) return false;
    await setJob(trx, job.id, { status: "running", finished_at: null, retries: sql`retries + 1` });
    return true;
  });
}

/** Takes back what a job decided and has not moved since, as a job of its own, within 30 seconds of its end. */
export async function undoBulkJob(db: Db, input: { jobId: string; actor: By }): Promise<ChangeJobResult> {
  const job = await db
    .selectFrom("bulk_jobs")
    .select(["status", "decision"])
    .select(
      sql<boolean>`coalesce(finished_at > now() - make_interval(secs => ${undoSeconds}), false)`.as("recent"),
    )
    .where("id", "=", input.jobId)
    .executeTakeFirst();
  if (!job) return { outcome: "missing" };
  if (job.decision === "undo" || job.status === "queued" || job.status === "running")
    return { outcome: "not_allowed", status: job.status };
  if (!job.recent) return { outcome: "too_late" };
  try {
    const jobId = await insertJob(db, {
      decision: "undo",
      selection: { kind: "job", jobId: input.jobId },
      undoes: input.jobId,
      actor: input.actor,
    });
    log.info({ jobId, undoes: input.jobId }, "bulk job is being undone");
    return { outcome: "changed", jobId };
  } catch (error) {
    // Two at once, or the same press twice: it is being undone.
    if (databaseErrorCode(error) === "23505") return { outcome: "too_late" };
    throw error;
  }
}

async function change(
  db: Db,
  { jobId, actor }: { jobId: string; actor: By },
  kind: string,
  apply: (trx: Trx, job: Job) => Promise<boolean>,
): Promise<ChangeJobResult> {
  const result = await db.transaction().execute(async (trx): Promise<ChangeJobResult> => {
    const job = await trx
      .selectFrom("bulk_jobs")
      .selectAll()
      .where("id", "=", jobId)
      .forUpdate()
      .executeTakeFirst();
    if (!job) return { outcome: "missing" };
    if (!(await apply(trx, job))) return { outcome: "not_allowed", status: job.status };
    const status = kind === "bulk.cancelled" ? "cancelled" : "running";
    await recordChanges(trx, {
      actor,
      changes: [
        {
          topic: "operations",
          kind,
          subject: { type: "bulk_job", id: jobId, version: job.version + 1 },
          before: { status: job.status },
          after: { status },
          data: { status, decision: job.decision },
          audience: [],
        },
      ],
    });
    return { outcome: "changed", jobId };
  });
  if (result.outcome === "changed") {
    wake("outbox");
    wake("bulk");
    log.info({ jobId, kind }, "bulk job changed");
  }
  return result;
}

async function setJob(trx: Trx, jobId: string, values: Record<string, unknown>): Promise<void> {
  await trx
    .updateTable("bulk_jobs")
    .set({ ...values, version: sql`version + 1` })
    .where("id", "=", jobId)
    .execute();
}
