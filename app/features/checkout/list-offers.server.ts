import { type Offer, offersOf } from "#app/features/courses/offer.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** How a course can be paid for right now; none when it is not on sale or has no seat left. */
export async function listOffers(db: Db, gateways: Gateways, courseId: string): Promise<Offer[]> {
  const course = await db
    .selectFrom("courses")
    .select(["capacity", "enrolled_count"])
    .where("id", "=", courseId)
    .where("status", "=", "published")
    .executeTakeFirst();
  if (!course || (course.capacity !== null && course.enrolled_count >= course.capacity)) return [];
  const prices = await db
    .selectFrom("course_prices")
    .select(["currency", "amount_minor"])
    .where("course_id", "=", courseId)
    .execute();
  return offersOf(prices, gateways);
}
