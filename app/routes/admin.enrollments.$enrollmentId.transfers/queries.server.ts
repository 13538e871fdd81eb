import { previewSeat } from "#app/features/support/preview-seat.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** The seat that would move, whose it is and what was paid for it. */
export async function findSeat(db: Db, enrollmentId: string) {
  const seat = await db
    .selectFrom("enrollments as e")
    .innerJoin("users as u", "u.id", "e.student_id")
    .innerJoin("courses as c", "c.id", "e.course_id")
    .leftJoin("payments as p", "p.id", "e.payment_id")
    .select(["e.id", "e.version", "e.status", "e.course_id", "c.title"])
    .select(["u.id as user_id", "u.name", "p.currency"])
    .where("e.id", "=", enrollmentId)
    .executeTakeFirst();
  return seat ?? null;
}

export type Seat = NonNullable<Awaited<ReturnType<typeof findSeat>>>;

/** What the move would meet: the target's seats, and its price beside this one's in the currency that was paid. */
export async function previewTransfer(db: Db, seat: Seat, courseId: string) {
  const preview = await previewSeat(db, seat.user_id, courseId);
  if (!preview) return null;
  const prices = seat.currency
    ? await db
        .selectFrom("course_prices")
        .select(["course_id", "amount_minor"])
        .where("course_id", "in", [seat.course_id, courseId])
        .where("currency", "=", seat.currency)
        .execute()
    : [];
  const priceOf = (id: string) => prices.find((price) => price.course_id === id)?.amount_minor ?? null;
  const [from, to] = [priceOf(seat.course_id), priceOf(courseId)];
  return { ...preview, dearerBy: from === null || to === null ? null : to - from };
}
