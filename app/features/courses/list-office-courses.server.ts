import { sql } from "kysely";
import { type AskedCourses, courseList } from "#app/features/courses/office-list.ts";
import { foldSearch } from "#app/features/people/search-text.ts";
import { mostCounted } from "#app/lib/count-rows.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Money } from "#app/lib/money.ts";
import { readDetailedPage, readDetailedRows } from "#app/lib/read-list.server.ts";
import { startOfDay } from "#app/lib/zone-day.server.ts";

export const pageSize = 50;

/** One page of courses with what the table draws, and how many there are. Days are those of `timeZone`. */
export async function listOfficeCourses(db: Db, asked: AskedCourses, timeZone: string) {
  const filtered = { query: filterCourses(db, asked, timeZone), cut: false };
  return readDetailedPage(db, filtered, courseList, asked, pageSize, (ids) => findDetails(db, ids));
}

/** All of them, in batches, for the export. */
export async function readOfficeCourses(db: Db, asked: AskedCourses, timeZone: string) {
  const filtered = { query: filterCourses(db, asked, timeZone), cut: false };
  return readDetailedRows(filtered, courseList, asked.sort, (ids) => findDetails(db, ids));
}

export type OfficeCourseRow = Awaited<ReturnType<typeof listOfficeCourses>>["rows"][number];

function findDetails(db: Db, ids: string[]) {
  return (
    db
      .selectFrom("courses as c")
      .select(["c.id", "c.title", "c.status", "c.approval_mode", "c.starts_at", "c.created_at"])
      .select(["c.capacity", "c.enrolled_count as taken"])
      // A line is counted no further than a list is.
      .select(
        sql<number>`(select count(*)::int from (select from waitlist_entries w where w.course_id = c.id
        and w.status in ('waiting','offered') limit ${mostCounted}) few)`.as("waiting"),
      )
      .select(
        sql<
          Money[]
        >`coalesce((select jsonb_agg(jsonb_build_object('minor', p.amount_minor, 'currency', p.currency)
        order by p.currency) from course_prices p where p.course_id = c.id), '[]')`.as("prices"),
      )
      .where(sql<boolean>`c.id = any(${ids})`)
      .execute()
  );
}

/** A course at any time comes after all that have a day. */
const startOrNever = sql<Date>`coalesce(starts_at, '9999-12-31 00:00:00+00'::timestamptz)`;

function filterCourses(db: Db, { filters, sort }: Pick<AskedCourses, "filters" | "sort">, timeZone: string) {
  const { q, status, approval, from, to } = filters;
  let courses = db
    .selectFrom("courses")
    .select(["id", "title", "status", "approval_mode", "starts_at", "created_at"])
    .select(startOrNever.as("starts_or_never"));
  if (q) courses = courses.where(matching(q));
  if (from) courses = courses.where(startOrNever, ">=", startOfDay(from, 0, timeZone));
  if (to) courses = courses.where(startOrNever, "<", startOfDay(to, 1, timeZone));
  // A course at any time starts on no day.
  if (from || to) courses = courses.where("starts_at", "is not", null);
  // Between two days they are found first, then put into another order than that of their start: left to choose, the
  // planner walks through the courses in that order until it has met enough of them (among 100,000: 19 ms for the
  // newest of two months five years ago, found first 0.9). With one end open that walk is short, and a sort of all is not.
  const those = db
    .with(
      (cte) => cte("those").materialized(),
      () => courses,
    )
    .selectFrom("those as c");
  let query = from && to && sort.name !== "starts" ? those : db.selectFrom(courses.as("c"));
  if (status) query = query.where("c.status", "=", status);
  if (approval) query = query.where("c.approval_mode", "=", approval);
  return query;
}

/**
 * By id; by what stands in the title, folded as people's names are; by its beginning where there are too few letters for
 * the index of words. A search of signs alone is taken as it is.
 */
function matching(q: string) {
  if (/^crs_[0-9a-z]+$/.test(q)) return sql<boolean>`id = ${q}`;
  const words = foldSearch(q);
  if (!words) return sql<boolean>`title ilike ${`%${q.replace(/[\\%_]/g, "\\$&")}%`}`;
  return sql<boolean>`search_title like ${words.length < 3 ? `${words}%` : `%${words}%`}`;
}
