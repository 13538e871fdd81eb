import type { Selectable } from "kysely";
import { findPurchase, isAt, isOver, keyFor } from "#app/features/checkout/find-purchase.server.ts";
import { createPayment, resumeOrRetry } from "#app/features/checkout/make-attempt.server.ts";
import { supersedeOlderPrices } from "#app/features/checkout/supersede-older-prices.server.ts";
import { asPerson } from "#app/features/people/as-person.server.ts";
import { hasLine } from "#app/features/waitlist/waitlist-place.server.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { liveEnrollmentStatuses } from "#db/schema.ts";
import type { PaymentAttemptsTable, PaymentsTable } from "#db/tables/payments.ts";

export type Payment = Selectable<PaymentsTable>;
export type Attempt = Selectable<PaymentAttemptsTable>;

export interface CheckoutInput {
  studentId: string;
  courseId: string;
  gateway: GatewayName;
  /** Which of the prices the gateway takes; left out, the first of its currencies that has one. */
  currency?: string;
  idempotencyKey: string;
  /** The prices that stood on the page the student pressed on, such as "45000 EGP". Empty: the page did not say. */
  shownPrices?: readonly string[];
}

/** What is to be bought, before any gateway is asked. */
export type Begun =
  /** An attempt of our own making: this caller, and no other, opens it at the gateway. */
  | { outcome: "open_it"; payment: Payment; attempt: Attempt; title: string }
  /** An attempt another click is opening, or has opened. */
  | { outcome: "resume"; payment: Payment; attempt: Attempt }
  | { outcome: "already_enrolled"; enrollmentId: string }
  /** `courseId`: what that payment was made for, where its seat was moved here. */
  | { outcome: "paid"; paymentId: string; courseId: string }
  | { outcome: "full" }
  /** The course is approved first, and this student's request is not, or no longer. */
  | { outcome: "needs_approval" }
  | { outcome: "not_sold" }
  | { outcome: "gateway_off" }
  /** The form's key belongs to the purchase of another course, or to one that was given back: nothing was made. */
  | { outcome: "key_reused" }
  /** The student saw, or began at, another price than is asked now: nothing was made, they look first. */
  | { outcome: "price_changed" };

export interface Price {
  currency: string;
  amount_minor: number;
}

/**
 * Finds or makes the payment and the attempt of one purchase. One idempotency key is one payment for ever; an open
 * payment of the same student, course and price is resumed, one at an older price is replaced; a retry is a new attempt. The student's row is locked,
 * so two clicks go one after the other and cannot make two. Seats are counted when money arrives, not here.
 */
export async function beginCheckout(db: Db, gateways: Gateways, asked: CheckoutInput): Promise<Begun> {
  return asPerson(db, asked.studentId, async (trx, studentId): Promise<Begun> => {
    const input = { ...asked, studentId };
    const course = await trx
      .selectFrom("courses")
      .select(["id", "title", "status", "capacity", "enrolled_count", "approval_mode", "waitlist_enabled"])
      .where("id", "=", input.courseId)
      .executeTakeFirst();
    if (!course) return { outcome: "not_sold" };
    const enrollment = await trx
      .selectFrom("enrollments")
      .select(["id", "status", "pay_by"])
      .where("student_id", "=", input.studentId)
      .where("course_id", "=", input.courseId)
      .where("status", "in", liveEnrollmentStatuses)
      .executeTakeFirst();
    const approved = enrollment?.status === "approved";
    if (enrollment && !approved) return { outcome: "already_enrolled", enrollmentId: enrollment.id };
    // A seat that is held for somebody is theirs to pay, also when the course went off sale since.
    if (course.status !== "published" && !approved) return { outcome: "not_sold" };

    const prices = await pricesFor(trx, gateways, input);
    const price = input.currency ? prices.find((one) => one.currency === input.currency) : prices[0];
    // The one that was chosen is asked no more: the page shows those that are.
    if (!price && prices.length > 0) return { outcome: "price_changed" };
    if (!price) return { outcome: gateways.has(input.gateway) ? "not_sold" : "gateway_off" };
    const idempotencyKey = keyFor(input, price);
    const payment = await findPurchase(trx, { ...input, idempotencyKey }, price);
    const ofAnother = payment?.idempotency_key === idempotencyKey && payment.course_id !== input.courseId;
    if (payment && (ofAnother || isOver(payment.status))) return { outcome: "key_reused" };
    if (payment && (payment.captured_minor > payment.refunded_minor || payment.status === "needs_review"))
      return { outcome: "paid", paymentId: payment.id, courseId: payment.course_id };
    // The approved hold their seat already; nobody else may pay for a course that is approved first.
    const inTime = approved && enrollment.pay_by!.getTime() > Date.now();
    if (approved ? !inTime : course.approval_mode === "before_payment") return { outcome: "needs_approval" };
    const isFull = course.capacity !== null && course.enrolled_count >= course.capacity;
    // A free seat that others wait for is the next in line's.
    if (!approved && (isFull || (course.waitlist_enabled && (await hasLine(trx, course.id)))))
      return { outcome: "full" };
    const isShown = input.shownPrices?.includes(`${price.amount_minor} ${price.currency}`) ?? true;
    if (!isShown || (payment && !isAt(payment, price))) return { outcome: "price_changed" };
    await supersedeOlderPrices(trx, input, price);
    if (!payment)
      return { outcome: "open_it", title: course.title, ...(await createPayment(trx, input, price)) };
    return resumeOrRetry(trx, payment, input.gateway, course.title);
  });
}

/** The course's prices that this gateway takes, in the order of its currencies. */
export async function pricesFor(
  db: Db,
  gateways: Gateways,
  { gateway, courseId }: Pick<CheckoutInput, "gateway" | "courseId">,
): Promise<Price[]> {
  const currencies = gateways.get(gateway)?.currencies ?? [];
  if (currencies.length === 0) return [];
  const prices = await db
    .selectFrom("course_prices")
    .select(["currency", "amount_minor"])
    .where("course_id", "=", courseId)
    .where("currency", "in", [...currencies])
    .execute();
  return prices.sort((a, b) => currencies.indexOf(a.currency) - currencies.indexOf(b.currency));
}
