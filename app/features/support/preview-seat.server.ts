import { findSeatRefusal, type SeatRefusal } from "#app/features/support/refuse-seat.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { Money } from "#app/lib/money.ts";

export interface SeatPreview {
  course: { id: string; title: string };
  /** Null: no limit. */
  seatsLeft: number | null;
  refusal: SeatRefusal | null;
  /** What they have begun to pay for this course: it may still arrive. */
  paying: Money[];
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
  const [refusal, paying] = await Promise.all([
    findSeatRefusal(db, { userId, courseId }),
    db
      .selectFrom("payments")
      .select(["amount_minor as minor", "currency"])
      .where("student_id", "=", userId)
      .where("course_id", "=", courseId)
      .where("status", "in", ["created", "redirected", "pending"])
      .orderBy("created_at", "desc")
      .limit(5)
      .execute(),
  ]);
  return {
    course: { id: course.id, title: course.title },
    seatsLeft,
    refusal: refusal ?? (seatsLeft === 0 ? "full" : null),
    paying,
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
