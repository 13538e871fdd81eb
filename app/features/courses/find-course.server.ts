import type { Selectable } from "kysely";
import type { CourseValues } from "#app/features/courses/course-fields.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { CoursesTable } from "#db/tables/courses.ts";

export interface StoredCourse {
  id: string;
  status: Selectable<CoursesTable>["status"];
  version: number;
  enrolledCount: number;
  values: CourseValues;
}

/** A course as staff edit it; `lock` in a transaction that will change it. */
export async function findCourse(
  db: Db,
  courseId: string,
  options: { lock?: boolean } = {},
): Promise<StoredCourse | null> {
  let query = db.selectFrom("courses").selectAll().where("id", "=", courseId);
  if (options.lock) query = query.forUpdate();
  const course = await query.executeTakeFirst();
  if (!course) return null;
  const prices = await db
    .selectFrom("course_prices")
    .select(["currency", "amount_minor"])
    .where("course_id", "=", courseId)
    .execute();
  return {
    id: course.id,
    status: course.status,
    version: course.version,
    enrolledCount: course.enrolled_count,
    values: {
      title: course.title,
      summary: course.summary,
      description: course.description,
      startsAt: course.starts_at,
      capacity: course.capacity,
      accessUrl: course.access_url,
      approvalMode: course.approval_mode,
      payWithinHours: course.pay_within_hours,
      refundEffect: course.refund_effect,
      waitlist: course.waitlist_enabled,
      offerHours: course.offer_hours,
      prices: Object.fromEntries(prices.map((price) => [price.currency, price.amount_minor])),
    },
  };
}
