import type { Selectable } from "kysely";
import { sql } from "kysely";
import { insertJob, jobIdFor } from "#app/features/approvals/start-bulk-job.server.ts";
import { undoSeconds } from "#app/features/enrollments/enrollment.ts";
import { isOwnLatest } from "#app/features/outbox/is-own-latest.server.ts";
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
/** What was done to a job, and how it stands then. */
type Moved = { kind: string; status: BulkJobStatus };

/** Stops a job: rows that are decided stay so, the rest is left alone. */
export function cancelBulkJob(db: Db, input: { jobId: string; actor: By }): Promise<ChangeJobResult> {
  return change(
    db,
    input,
    () => "bulk.cancelled",
    async (trx, job) => {
      if (job.status !== "queued" && job.status !== "running") return null;
      await setJob(trx, job.id, { status: "cancelled", finished_at: sql`now()` });
      return { kind: "bulk.cancelled", status: "cancelled" };
    },
  );
}

/**
 * Tries the failed rows of an ended job again, each on the version it has now; or goes on with an undo that was stopped.
 * What was decided more than 30 seconds ago stays decided: the job then starts anew, and an undo is of this start alone.
 * A stopped job stays stopped, with the rows it was kept from: its failed rows become a job of their own.
 */
export async function retryBulkJob(db: Db, input: { jobId: string; actor: By }): Promise<ChangeJobResult> {
  const apart = await retryStopped(db, input);
  if (apart) return { outcome: "changed", jobId: apart };
  const asked = (job: Job) => (job.decision === "undo" ? "bulk.resumed" : "bulk.retried");
  return change(db, input, asked, async (trx, job) => {
    if (job.decision === "undo") return resumeUndo(trx, job, input.actor);
    if (job.status !== "finished") return null;
    // Taken back, it is over: what it would decide now could not be taken back again.
    const undone = await trx
      .selectFrom("bulk_jobs")
      .select("id")
      .where("undoes", "=", job.id)
      .executeTakeFirst();
    if (undone) return null;
    const again = await sql<{ place: number }>`
      update bulk_job_items i set status = 'waiting', outcome = null, detail = null, finished_at = null, expected_version = e.version
      from enrollments e where e.id = i.enrollment_id and i.job_id = ${job.id} and i.status = 'failed' returning i.place`.execute(
      trx,
    );
    if (again.rows.length === 0) return null;
    const started = sql`case when ${isRecent} then started_at else now() end`;
    await setJob(trx, job.id, {
      status: "running",
      tried_by: input.actor.id,
      started_at: started,
      finished_at: null,
      retries: sql`retries + 1`,
    });
    return { kind: "bulk.retried", status: "running" };
  });
}

/** Null: it was not stopped, was taken back, or nothing of it failed. Pressed twice by the same person it is one job. */
async function retryStopped(db: Db, { jobId, actor }: { jobId: string; actor: By }): Promise<string | null> {
  const job = await db
    .selectFrom("bulk_jobs as j")
    .select(["decision", "reason", "finished_at", "version"])
    .where("id", "=", jobId)
    .where("status", "=", "cancelled")
    .where("decision", "!=", "undo")
    .where(sql<boolean>`not exists (select 1 from bulk_jobs where undoes = j.id)`)
    .where(sql<boolean>`exists (select 1 from bulk_job_items where job_id = j.id and status = 'failed')`)
    .executeTakeFirst();
  if (!job?.finished_at) return null;
  const { decision, reason } = job;
  const id = jobIdFor(job.finished_at.getTime(), [actor.id, "failed", jobId, job.version]);
  return insertJob(db, { id, decision, reason, selection: { kind: "failed", jobId }, undoes: null, actor });
}

/**
 * Goes on with a taking back that was stopped: the rows it had not come to, each still only if it has not moved since.
 * At any time: it was asked for in time, and half of it taken back is what nobody wanted.
 */
async function resumeUndo(trx: Trx, job: Job, by: By): Promise<Moved | null> {
  if (job.status !== "cancelled") return null;
  // Stopped before it began it has no rows yet: a worker writes them.
  const status = job.started_at ? "running" : "queued";
  const left = await trx
    .selectFrom("bulk_job_items")
    .select("place")
    .where("job_id", "=", job.id)
    .where("status", "=", "waiting")
    .limit(1)
    .executeTakeFirst();
  if (status === "running" && !left) return null;
  await setJob(trx, job.id, { status, tried_by: by.id, finished_at: null });
  return { kind: "bulk.resumed", status };
}

/** Its end can still be taken back. */
const isRecent = sql<boolean>`coalesce(finished_at > now() - make_interval(secs => ${undoSeconds}), false)`;

/**
 * Takes back what a job decided and has not moved since, as a job of its own, within 30 seconds of its end. Pressed twice
 * it is the same job, told both times.
 */
export async function undoBulkJob(db: Db, input: { jobId: string; actor: By }): Promise<ChangeJobResult> {
  const job = await db
    .selectFrom("bulk_jobs")
    .select(["status", "decision"])
    .select(isRecent.as("recent"))
    .where("id", "=", input.jobId)
    .executeTakeFirst();
  if (!job) return { outcome: "missing" };
  const own = await findUndo(db, input);
  if (own) return { outcome: "changed", jobId: own };
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
    if (databaseErrorCode(error) !== "23505") throw error;
    // Two at once: it is being undone.
    const first = await findUndo(db, input);
    return first ? { outcome: "changed", jobId: first } : { outcome: "too_late" };
  }
}

/** The taking back that the same person asked for. */
async function findUndo(db: Db, { jobId, actor }: { jobId: string; actor: By }): Promise<string | null> {
  const undo = await db
    .selectFrom("bulk_jobs")
    .select("id")
    .where("undoes", "=", jobId)
    .where("created_by", "=", actor.id)
    .executeTakeFirst();
  return undo?.id ?? null;
}

async function change(
  db: Db,
  { jobId, actor }: { jobId: string; actor: By },
  /** The change that a first press of the same would have made. */
  asked: (job: Job) => string,
  apply: (trx: Trx, job: Job) => Promise<Moved | null>,
): Promise<ChangeJobResult> {
  const result = await db.transaction().execute(async (trx): Promise<ChangeJobResult> => {
    const job = await trx
      .selectFrom("bulk_jobs")
      .selectAll()
      .where("id", "=", jobId)
      .forUpdate()
      .executeTakeFirst();
    if (!job) return { outcome: "missing" };
    const moved = await apply(trx, job);
    if (!moved) {
      const own = await isOwnLatest(
        trx,
        { type: "bulk_job", id: jobId },
        { kind: asked(job), actorId: actor.id },
      );
      return own ? { outcome: "changed", jobId } : { outcome: "not_allowed", status: job.status };
    }
    const { kind, status } = moved;
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
    log.info({ jobId, kind }, "bulk job changed");
    return { outcome: "changed", jobId };
  });
  if (result.outcome === "changed") {
    wake("outbox");
    wake("bulk");
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
