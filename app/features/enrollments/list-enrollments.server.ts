import { sql } from "kysely";
import { type AskedEnrollments, enrollmentList, fitSort } from "#app/features/enrollments/enrollment-list.ts";
import { filterEnrollments } from "#app/features/enrollments/filter-enrollments.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { readDetailedPage, readDetailedRows } from "#app/lib/read-list.server.ts";

export const pageSize = 50;

/**
 * One page of enrollments with everything a decision needs, how many there are, and the moment before it was read: "all
 * that match" are those who were there by then.
 */
export async function listEnrollments(db: Db, wanted: AskedEnrollments, timeZone: string) {
  const asked = fitSort(wanted);
  const [asOf, filtered] = await Promise.all([momentOf(db), filterEnrollments(db, asked.filters, timeZone)]);
  const page = await readDetailedPage(db, filtered, enrollmentList, asked, pageSize, (ids) =>
    findDetails(db, ids),
  );
  return { ...page, asOf };
}

/** All of them, in batches, for the export. */
export async function readEnrollments(db: Db, wanted: AskedEnrollments, timeZone: string) {
  const asked = fitSort(wanted);
  const filtered = await filterEnrollments(db, asked.filters, timeZone);
  return readDetailedRows(filtered, enrollmentList, asked.sort, (ids) => findDetails(db, ids));
}

export type EnrollmentListRow = Awaited<ReturnType<typeof listEnrollments>>["rows"][number];

async function momentOf(db: Db): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`.execute(db);
  return rows[0]!.at;
}

// The rows are chosen before anything is joined to them: joined first, a rare student's name had everybody's rows read.
function findDetails(db: Db, ids: string[]) {
  return (
    db
      .selectFrom("enrollments as e")
      .innerJoin("users as u", "u.id", "e.student_id")
      .innerJoin("courses as c", "c.id", "e.course_id")
      .leftJoin("payments as p", "p.id", "e.payment_id")
      .leftJoin("users as s", "s.id", "e.decided_by")
      .select(["e.id", "e.status", "e.source", "e.version", "e.student_id", "e.course_id", "e.payment_id"])
      .select(["e.waiting_since", "e.created_at", "e.pay_by"])
      .select(["u.name as student", "u.email", "c.title as course", "c.capacity", "c.enrolled_count"])
      .select(["p.status as payment_status", "p.captured_minor", "p.refunded_minor", "p.currency"])
      // Why a row is back among those that wait: the decision that nothing has moved since.
      .select(["e.decision", "e.decided_at", "s.name as decided_by_name"])
      .select(sql<boolean>`coalesce(e.decided_version = e.version, false)`.as("decided_last"))
      // What staff look for first: has this person been here before, and how did it end.
      .innerJoinLateral(
        sql<{ earlier: number; refused: number }>`(
          select count(*) as earlier, count(*) filter (where x.status in ('rejected','revoked')) as refused
          from enrollments x where x.student_id = e.student_id and x.id <> e.id)`.as("before"),
        (join) => join.onTrue(),
      )
      .select(["before.earlier", "before.refused"])
      .select(
        sql<number>`(select count(*) from payments x where x.student_id = e.student_id and x.refunded_minor > 0)`.as(
          "refunded",
        ),
      )
      .where(sql<boolean>`e.id = any(${ids})`)
      .execute()
  );
}
