import { sql } from "kysely";
import type { EnrollmentFilters } from "#app/features/enrollments/enrollment-list.ts";
import { isCutShort, searchPeople } from "#app/features/people/search-people.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { startOfDay } from "#app/lib/zone-day.server.ts";
import type { EnrollmentStatus } from "#db/schema.ts";

/**
 * The enrollments these filters name: what the list shows, and what a bulk decision over "all that match" takes. `cut`:
 * the search for people stopped at its bound, and theirs alone are named.
 */
export async function filterEnrollments(db: Db, filters: EnrollmentFilters, timeZone: string) {
  const { q, status, course, until, from, to } = filters;
  let query = db.selectFrom("enrollments as e");
  if (status === null || status === "waiting")
    // Literals: the queue's partial indexes know them only so. Once: said twice, the planner takes the queue for a tiny one.
    query = query.where(sql<boolean>`e.status in ('requested','pending_approval')`);
  else if (status !== "all")
    query = query.where(sql<boolean>`e.status = ${sql.lit<EnrollmentStatus>(status)}`);
  if (course) query = query.where("e.course_id", "=", course);
  if (until) query = query.where("e.waiting_since", "<", startOfDay(until, 1, timeZone));
  if (from) query = query.where("e.created_at", ">=", startOfDay(from, 0, timeZone));
  if (to) query = query.where("e.created_at", "<", startOfDay(to, 1, timeZone));
  if (!q) return { query, cut: false };
  if (/^enr_[0-9a-z]{1,64}$/.test(q)) return { query: query.where("e.id", "=", q), cut: false };
  const people = await searchPeople(db, q);
  return { query: query.where(sql<boolean>`e.student_id = any(${people})`), cut: isCutShort(people) };
}
