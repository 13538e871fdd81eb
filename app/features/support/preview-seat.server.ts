import { refuseSeat, type SeatRefusal } from "#app/features/support/grant-seat.server.ts";
import type { Db } from "#app/lib/db.server.ts";

export interface SeatPreview {
  course: { id: string; title: string };
  /** Null: no limit. */
  seatsLeft: number | null;
  refusal: SeatRefusal | null;
}

/** What giving this person a seat in this course would meet right now; null: there is no such course. */
export async function previewSeat(db: Db, userId: string, courseId: string): Promise<SeatPreview | null> {
  const course = await db
    .selectFrom("courses")
    .select(["id", "title", "capacity", "enrolled_count"])
    .where("id", "=", courseId)
    .executeTakeFirst();
  if (!course) return null;
  const seatsLeft = course.capacity === null ? null : Math.max(0, course.capacity - course.enrolled_count);
  const refusal = await db.transaction().execute((trx) => refuseSeat(trx, { userId, courseId }));
  return {
    course: { id: course.id, title: course.title },
    seatsLeft,
    refusal: refusal ?? (seatsLeft === 0 ? "full" : null),
  };
}

/** The courses that a seat can be given in, by title. */
export function findOpenCourses(db: Db) {
  return db
    .selectFrom("courses")
    .select(["id", "title"])
    .where("status", "<>", "archived")
    .orderBy("title")
    .limit(300)
    .execute();
}
