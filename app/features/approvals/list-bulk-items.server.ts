import { sql } from "kysely";
import { type BulkJob, isRunning } from "#app/features/approvals/bulk-job.ts";
import type { Db } from "#app/lib/db.server.ts";
import { type Keyset, readKeyset } from "#app/lib/keyset.ts";
import { addDetails, readListPage } from "#app/lib/read-list.server.ts";

export const pageSize = 50;

/** In the order in which they were selected. */
const byPlace = {
  id: "i.enrollment_id",
  sorts: { place: { by: [{ column: "i.place", kind: "number" }] } },
} as const;

export interface AskedItems {
  /** Null: whichever there is to say of the job as it stands. */
  only: "failed" | "all" | null;
  before: Keyset | null;
  after: Keyset | null;
}

/** What an address asks of a job's rows. */
export function readAskedItems(query: URLSearchParams): AskedItems {
  const before = readKeyset(query.get("before"), ["number"]);
  return {
    only: (["all", "failed"] as const).find((rows) => rows === query.get("rows")) ?? null,
    before,
    after: before ? null : readKeyset(query.get("after"), ["number"]),
  };
}

/**
 * One page of a job's rows with what became of each, and how many there are. Unless asked otherwise they are those that
 * failed, once it ended and some did: else there is nothing to look after, and all of them say what it was about.
 */
export async function listBulkItems(
  db: Db,
  job: Pick<BulkJob, "id" | "total" | "failed" | "status">,
  asked: AskedItems,
) {
  const only = asked.only ?? (isRunning(job.status) || job.failed === 0 ? "all" : "failed");
  let query = db.selectFrom("bulk_job_items as i").where("i.job_id", "=", job.id);
  if (only === "failed") query = query.where("i.status", "=", "failed");
  const place = { ...asked, sort: { name: "place", descending: false } };
  const page = await readListPage(query, byPlace, place, pageSize);
  const rows = await addDetails(page.rows, (ids) => findDetails(db, job.id, ids));
  return { ...page, only, rows, total: { count: only === "failed" ? job.failed : job.total, exact: true } };
}

export type BulkItemRow = Awaited<ReturnType<typeof listBulkItems>>["rows"][number];

function findDetails(db: Db, jobId: string, enrollmentIds: string[]) {
  return db
    .selectFrom("bulk_job_items as i")
    .innerJoin("enrollments as e", "e.id", "i.enrollment_id")
    .innerJoin("users as u", "u.id", "e.student_id")
    .innerJoin("courses as c", "c.id", "e.course_id")
    .select(["i.enrollment_id as id", "i.status", "i.outcome", "i.detail"])
    .select(["u.name as student", "c.title as course"])
    .where("i.job_id", "=", jobId)
    .where(sql<boolean>`i.enrollment_id = any(${enrollmentIds})`)
    .execute();
}
