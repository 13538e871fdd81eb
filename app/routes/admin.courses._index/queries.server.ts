import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";
import type { courseStatuses } from "#db/schema.ts";

export interface CourseRow {
  id: string;
  title: string;
  status: (typeof courseStatuses)[number];
  startsAt: Date | null;
  capacity: number | null;
  taken: number;
  waiting: number;
  prices: Array<{ currency: string; minor: number }>;
}

export interface CourseFilter {
  q: string;
  status: string | null;
  /** The last course of the page before: ids sort by the time they were made. */
  after: string | null;
}

const pageSize = 50;

/** Courses, the newest first; `more` leads to older ones. */
export async function findCourses(
  db: Db,
  { q, status, after }: CourseFilter,
): Promise<{ courses: CourseRow[]; more: string | null }> {
  const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<CourseRow>`
    select c.id, c.title, c.status, c.starts_at as "startsAt", c.capacity, c.enrolled_count as taken,
      (select count(*)::int from waitlist_entries w where w.course_id = c.id and w.status in ('waiting','offered')) as waiting,
      coalesce((select jsonb_agg(jsonb_build_object('currency', p.currency, 'minor', p.amount_minor) order by p.currency)
        from course_prices p where p.course_id = c.id), '[]') as prices
    from courses c
    where true ${q ? sql`and c.title ilike ${pattern}` : sql``} ${status ? sql`and c.status = ${status}` : sql``}
      ${after ? sql`and c.id < ${after}` : sql``}
    order by c.id desc limit ${pageSize + 1}`.execute(db);
  const courses = rows.slice(0, pageSize);
  return { courses, more: rows.length > pageSize ? courses.at(-1)!.id : null };
}
