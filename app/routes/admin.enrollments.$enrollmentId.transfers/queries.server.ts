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
    .select(["u.id as user_id", "u.name"])
    .select(["p.currency", "p.captured_minor", "p.refunded_minor"])
    .where("e.id", "=", enrollmentId)
    .executeTakeFirst();
  return seat ?? null;
}

export type Seat = NonNullable<Awaited<ReturnType<typeof findSeat>>>;

/** What the move would meet: the target's seats, and its price in the currency that the seat was paid in. */
export async function previewTransfer(db: Db, seat: Seat, courseId: string) {
  const preview = await previewSeat(db, seat.user_id, courseId);
  if (!preview) return null;
  const price = seat.currency
    ? await db
        .selectFrom("course_prices")
        .select("amount_minor")
        .where("course_id", "=", courseId)
        .where("currency", "=", seat.currency)
        .executeTakeFirst()
    : undefined;
  return { ...preview, paid: paidFor(seat), priceMinor: price?.amount_minor ?? null };
}

/** What was really paid for the seat and is still here, whatever the courses cost by now; null: without a payment. */
function paidFor({ currency, captured_minor: captured, refunded_minor: refunded }: Seat) {
  if (currency === null || captured === null || refunded === null) return null;
  return { currency, capturedMinor: captured, keptMinor: captured - refunded };
}

export type TransferPreview = NonNullable<Awaited<ReturnType<typeof previewTransfer>>>;
