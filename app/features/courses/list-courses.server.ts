import { sql } from "kysely";
import type { ListedCourse } from "#app/features/courses/course-list.tsx";
import { hasWords } from "#app/features/courses/has-words.server.ts";
import { offersOf } from "#app/features/courses/offer.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** Where a page of the catalogue ended: its last course's start (null: none) and id. */
export interface CourseCursor {
  startsAt: Date | null;
  id: string;
}

/**
 * Published courses, soonest first, those without a start last. `search` looks in title and summary; `joinable`
 * leaves out what has started or is full. `more` is the cursor of the next page, or null.
 */
export async function listCourses(
  db: Db,
  gateways: Gateways,
  options: { limit: number; search?: string; after?: CourseCursor | null; joinable?: boolean },
): Promise<{ courses: ListedCourse[]; more: CourseCursor | null }> {
  const startOrNever = sql<Date>`coalesce(starts_at, 'infinity')`;
  let query = db
    .selectFrom("courses")
    .select(["id", "title", "summary", "starts_at", "capacity", "enrolled_count"])
    .where("status", "=", "published")
    .orderBy(startOrNever)
    .orderBy("id")
    .limit(options.limit + 1);
  const { search } = options;
  if (search) query = query.where((eb) => eb.or([hasWords("title", search), hasWords("summary", search)]));
  if (options.joinable)
    query = query
      .where(startOrNever, ">", sql<Date>`now()`)
      .where(sql<boolean>`(capacity is null or enrolled_count < capacity)`);
  if (options.after) {
    const { startsAt, id } = options.after;
    query = query.where(
      sql<boolean>`(${startOrNever}, id) > (coalesce(${startsAt}::timestamptz, 'infinity'), ${id})`,
    );
  }
  const rows = await query.execute();
  const shown = rows.slice(0, options.limit);
  const prices = await pricesOf(
    db,
    shown.map((row) => row.id),
  );
  const last = shown.at(-1);
  return {
    courses: shown.map((row) => ({
      id: row.id,
      title: row.title,
      summary: row.summary,
      startsAt: row.starts_at,
      seatsLeft: seatsLeft(row),
      offers: offersOf(
        prices.filter((price) => price.course_id === row.id),
        gateways,
      ),
    })),
    more: rows.length > shown.length && last ? { startsAt: last.starts_at, id: last.id } : null,
  };
}

/** Null: no limit. */
export function seatsLeft(course: { capacity: number | null; enrolled_count: number }): number | null {
  return course.capacity === null ? null : Math.max(0, course.capacity - course.enrolled_count);
}

async function pricesOf(db: Db, courseIds: string[]) {
  if (courseIds.length === 0) return [];
  return db
    .selectFrom("course_prices")
    .select(["course_id", "currency", "amount_minor"])
    .where("course_id", "in", courseIds)
    .execute();
}
