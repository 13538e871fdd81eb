import { sql } from "kysely";
import { type Offer, offersOf } from "#app/features/courses/offer.ts";
import { hasLine } from "#app/features/waitlist/waitlist-place.server.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/**
 * How this student can pay for a course right now; none when it is not on sale, has no seat left, or is approved first
 * and they are not. The approved hold their seat already, also of a course that went off sale since.
 */
export async function listOffers(
  db: Db,
  gateways: Gateways,
  courseId: string,
  studentId: string,
): Promise<Offer[]> {
  const course = await db
    .selectFrom("courses")
    .select(["status", "capacity", "enrolled_count", "approval_mode", "waitlist_enabled"])
    .where("id", "=", courseId)
    .executeTakeFirst();
  if (!course) return [];
  const approved = await db
    .selectFrom("enrollments")
    .select("id")
    .where("student_id", "=", studentId)
    .where("course_id", "=", courseId)
    .where("status", "=", "approved")
    .where("pay_by", ">", sql<Date>`now()`)
    .executeTakeFirst();
  if (course.status !== "published" && !approved) return [];
  const full =
    (course.capacity !== null && course.enrolled_count >= course.capacity) ||
    (course.waitlist_enabled && !approved && (await hasLine(db, courseId)));
  if (!approved && (full || course.approval_mode === "before_payment")) return [];
  const prices = await db
    .selectFrom("course_prices")
    .select(["currency", "amount_minor"])
    .where("course_id", "=", courseId)
    .execute();
  return offersOf(prices, gateways);
}
