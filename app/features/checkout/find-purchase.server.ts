import type { CheckoutInput, Payment, Price } from "#app/features/checkout/begin-checkout.server.ts";
import { seatCourse } from "#app/features/enrollments/seat-course.server.ts";
import { isOpen, type PaymentStatus } from "#app/features/payments/payment.ts";
import type { Trx } from "#app/lib/db.server.ts";

/**
 * The payment this purchase goes on with: one that holds money for the seat already, else an open one, else the same
 * key's, else the last unpaid one in this currency. A key that was used for another course is found first of all.
 * A payment whose seat was moved counts where the seat is, not where it was.
 */
export async function findPurchase(
  trx: Trx,
  input: CheckoutInput,
  price: Price,
): Promise<Payment | undefined> {
  const mine = await trx
    .selectFrom("payments")
    .selectAll()
    .where("student_id", "=", input.studentId)
    .where((eb) =>
      eb.or([
        eb("idempotency_key", "=", input.idempotencyKey),
        eb.and([
          eb(seatCourse("payments"), "=", input.courseId),
          eb("status", "in", [
            "created",
            "redirected",
            "pending",
            "failed",
            "expired",
            "succeeded",
            "partially_refunded",
            "needs_review",
            "disputed",
          ]),
        ]),
      ]),
    )
    .orderBy((eb) => eb("idempotency_key", "=", input.idempotencyKey), "desc")
    .orderBy("created_at", "desc")
    .limit(20)
    .execute();
  const sameKey = mine.find((one) => one.idempotency_key === input.idempotencyKey);
  if (sameKey && sameKey.course_id !== input.courseId) return sameKey;
  const unpaid: PaymentStatus[] = ["failed", "expired"];
  return (
    mine.find((one) => one.captured_minor > one.refunded_minor || one.status === "needs_review") ??
    mine.find((one) => isOpen(one.status) && isAt(one, price)) ??
    sameKey ??
    // A failed purchase goes on as a new attempt of the same payment, unless the price has changed since.
    mine.find((one) => unpaid.includes(one.status) && isAt(one, price))
  );
}

export const isAt = (payment: Payment, price: Price) =>
  payment.currency === price.currency && payment.amount_minor === price.amount_minor;

/** Money came and went: buying again is a purchase of its own, from a fresh form. */
export const isOver = (status: PaymentStatus) => ["refunded", "voided", "lost"].includes(status);

/** One form can buy in one currency or another: each currency is a payment of its own. */
export const keyFor = (input: CheckoutInput, price: Price) => `${input.idempotencyKey}:${price.currency}`;
