import { type SelectQueryBuilder, sql } from "kysely";
import type { Selection } from "#app/features/approvals/bulk-job.ts";
import { isQueue } from "#app/features/enrollments/enrollment-list.ts";
import { filterEnrollments } from "#app/features/enrollments/filter-enrollments.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import type { Database, EnrollmentDecision } from "#db/schema.ts";

export interface BegunJob {
  id: string;
  decision: EnrollmentDecision;
  reason: string | null;
  /** Whose decisions its rows are now: who began it, or who tried it again. */
  decidedBy: string;
}

/**
 * Takes a job up: the first worker writes its rows in one statement and sets it running, the others find it so.
 * Null: it is over, or was cancelled before it began.
 */
export async function beginBulkJob(db: Db, jobId: string, timeZone: string): Promise<BegunJob | null> {
  return db.transaction().execute(async (trx) => {
    const job = await trx
      .selectFrom("bulk_jobs")
      .selectAll()
      .where("id", "=", jobId)
      .forUpdate()
      .executeTakeFirst();
    if (!job || job.status === "finished" || job.status === "cancelled") return null;
    if (job.status === "queued") {
      await writeItems(trx, jobId, job.selection as Selection, timeZone);
      await trx
        .updateTable("bulk_jobs")
        .set((eb) => ({
          status: "running",
          started_at: sql`now()`,
          version: sql`version + 1`,
          total: eb
            .selectFrom("bulk_job_items")
            .select(sql<number>`count(*)::int`.as("total"))
            .where("job_id", "=", jobId),
        }))
        .where("id", "=", jobId)
        .execute();
    }
    return {
      id: job.id,
      decision: job.decision,
      reason: job.reason,
      decidedBy: job.tried_by ?? job.created_by,
    };
  });
}

async function writeItems(trx: Trx, jobId: string, selection: Selection, timeZone: string): Promise<void> {
  if (selection.kind === "job") {
    // A row that was being decided while the job was stopped may be decided still: waited for, it is one of them.
    await sql`
      select place from bulk_job_items
      where job_id = ${selection.jobId} and status = 'waiting' and leased_until is not null for share`.execute(
      trx,
    );
    await sql`
      insert into bulk_job_items (job_id, place, enrollment_id, expected_version)
      select ${jobId}, i.place, i.enrollment_id, (i.detail->>'version')::int
      from bulk_job_items i join bulk_jobs j on j.id = i.job_id
      where i.job_id = ${selection.jobId} and i.status = 'done' and i.finished_at >= j.started_at`.execute(
      trx,
    );
    return;
  }
  if (selection.kind === "failed") {
    await sql`
      insert into bulk_job_items (job_id, place, enrollment_id, expected_version)
      select ${jobId}, i.place, i.enrollment_id, e.version
      from bulk_job_items i join enrollments e on e.id = i.enrollment_id
      where i.job_id = ${selection.jobId} and i.status = 'failed'`.execute(trx);
    return;
  }
  const rows = await selected(trx, selection, timeZone);
  await trx
    .insertInto("bulk_job_items")
    .columns(["job_id", "place", "enrollment_id", "expected_version"])
    .expression(
      rows.select([
        sql<string>`${jobId}::text`.as("job_id"),
        sql<number>`row_number() over (order by e.waiting_since, e.id)`.as("place"),
        "e.id as enrollment_id",
        // A row chosen by itself that has moved since it was looked at is refused, and says who moved it.
        selection.kind === "ids"
          ? sql<number>`e.version - coalesce((e.updated_at > ${selection.asOf ?? null}::timestamptz)::int, 0)`.as(
              "expected_version",
            )
          : sql<number>`e.version`.as("expected_version"),
      ]),
    )
    .execute();
}

type Enrollments = SelectQueryBuilder<Database & { e: Database["enrollments"] }, "e", object>;

async function selected(
  trx: Trx,
  selection: Extract<Selection, { asOf: string }>,
  timeZone: string,
): Promise<Enrollments> {
  if (selection.kind === "ids")
    return trx
      .selectFrom("enrollments as e")
      .where(sql<boolean>`e.id = any(${selection.ids})`) as Enrollments;
  const { filters, asOf } = selection;
  const { query: matching } = await filterEnrollments(trx, filters, timeZone);
  // In the queue, whoever began to wait later was not seen; elsewhere, whatever has changed since was seen otherwise.
  const moment = isQueue(filters) ? "e.waiting_since" : "e.updated_at";
  return matching.where(sql<boolean>`${sql.ref(moment)} <= ${asOf}::timestamptz`) as Enrollments;
}
