import { sql } from "kysely";
import type { BegunJob } from "#app/features/approvals/begin-bulk-job.server.ts";
import {
  decisionBody,
  otherSeat,
  paymentFirst,
  uniqueViolation,
} from "#app/features/approvals/decide-enrollment.server.ts";
import { type Db, databaseErrorCode } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import type { BulkItemOutcome } from "#db/schema.ts";

export interface ClaimedItem {
  place: number;
  enrollmentId: string;
}

/** How long a claimed row is a worker's own: one that died leaves its rows to the others after this. */
export const leaseSeconds = 10;

/**
 * Claims the next rows of a job past those other lanes and workers hold. They are chosen before anything is joined:
 * inside a join PostgreSQL may choose anew for each row, which on a table it has no statistics of takes minutes.
 */
export async function claimItems(db: Db, jobId: string, limit: number): Promise<ClaimedItem[]> {
  const claimed = await sql<ClaimedItem>`
    with quick as materialized (select set_config('synchronous_commit', 'off', true)),
    next as materialized (
      select place from quick, bulk_job_items
      where job_id = ${jobId} and status = 'waiting' and (leased_until is null or leased_until < now())
      order by place limit ${limit} for update of bulk_job_items skip locked)
    update bulk_job_items i set leased_until = now() + ${leaseSeconds} * interval '1 second'
    from next where i.job_id = ${jobId} and i.place = next.place
    returning i.place, i.enrollment_id as "enrollmentId"`.execute(db);
  return claimed.rows.sort((a, b) => a.place - b.place);
}

/**
 * One row's decision and its outcome, in a transaction of their own: repeated, it changes nothing. `stopped`: the job
 * was cancelled meanwhile.
 */
export async function decideBulkItem(
  db: Db,
  job: BegunJob,
  item: ClaimedItem,
): Promise<BulkItemOutcome | "repeated" | "stopped"> {
  const body = decisionBody({
    decision: job.decision,
    reason: job.reason,
    actor: { type: "staff", id: job.decidedBy },
  });
  try {
    const { rows } = await sql<{ result: { outcome: BulkItemOutcome | "repeated" | "stopped" } }>`
      select decide_bulk_item(${job.id}, ${item.place}, ${JSON.stringify(body)}::jsonb) as result
      from ${paymentFirst(item.enrollmentId)}`.execute(db);
    return rows[0]!.result.outcome;
  } catch (error) {
    const code = databaseErrorCode(error);
    // The database went away: the row waits, and its lease runs out.
    if (!code || code.startsWith("08") || code.startsWith("57")) throw error;
    const detail =
      code === uniqueViolation ? await otherSeat(db, item.enrollmentId) : { outcome: "error", code };
    if (code !== uniqueViolation)
      log.warn({ err: error, jobId: job.id, enrollmentId: item.enrollmentId }, "bulk row failed");
    await failItem(db, job.id, item.place, detail);
    return detail.outcome as BulkItemOutcome;
  }
}

async function failItem(db: Db, jobId: string, place: number, detail: { outcome: string }): Promise<void> {
  await db
    .updateTable("bulk_job_items")
    .set({
      status: "failed",
      outcome: detail.outcome as BulkItemOutcome,
      detail: JSON.stringify(detail),
      leased_until: null,
      finished_at: sql`now()`,
    })
    .where("job_id", "=", jobId)
    .where("place", "=", place)
    .where("status", "=", "waiting")
    .execute();
}
