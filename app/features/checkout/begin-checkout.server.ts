import { type Selectable, sql } from "kysely";
import { supersedeOlderPrices } from "#app/features/checkout/supersede-older-prices.server.ts";
import { seatCourse } from "#app/features/enrollments/seat-course.server.ts";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { checkoutLife, nextCheck } from "#app/features/payments/check-ladder.ts";
import { isOpen, type PaymentStatus } from "#app/features/payments/payment.ts";
import { asPerson } from "#app/features/people/as-person.server.ts";
import { hasLine } from "#app/features/waitlist/waitlist-place.server.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { liveEnrollmentStatuses } from "#db/schema.ts";
import type { PaymentAttemptsTable, PaymentsTable } from "#db/tables/payments.ts";

type Payment = Selectable<PaymentsTable>;
export type Attempt = Selectable<PaymentAttemptsTable>;

export interface CheckoutInput {
  studentId: string;
  courseId: string;
  gateway: GatewayName;
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
      .where("status", "=", "published")
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

    const price = await priceFor(trx, gateways, input);
    if (!price) return { outcome: gateways.has(input.gateway) ? "not_sold" : "gateway_off" };
    const idempotencyKey = keyFor(input, price);
    const payment = await findPayment(trx, { ...input, idempotencyKey }, price);
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

/** The course's price in the first currency this gateway takes. */
async function priceFor(trx: Trx, gateways: Gateways, input: CheckoutInput) {
  const currencies = gateways.get(input.gateway)?.currencies ?? [];
  if (currencies.length === 0) return null;
  const prices = await trx
    .selectFrom("course_prices")
    .select(["currency", "amount_minor"])
    .where("course_id", "=", input.courseId)
    .where("currency", "in", [...currencies])
    .execute();
  return (
    currencies.map((currency) => prices.find((price) => price.currency === currency)).find(Boolean) ?? null
  );
}

/**
 * The payment this purchase goes on with: one that holds money for the seat already, else an open one, else the same
 * key's, else the last unpaid one in this currency. A key that was used for another course is found first of all.
 * A payment whose seat was moved counts where the seat is, not where it was.
 */
async function findPayment(trx: Trx, input: CheckoutInput, price: Price): Promise<Payment | undefined> {
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

const isAt = (payment: Payment, price: Price) =>
  payment.currency === price.currency && payment.amount_minor === price.amount_minor;

/** Money came and went: buying again is a purchase of its own, from a fresh form. */
const isOver = (status: PaymentStatus) => ["refunded", "voided", "lost"].includes(status);

/** One form can buy through gateways of different currencies: each currency is a payment of its own. */
const keyFor = (input: CheckoutInput, price: Price) => `${input.idempotencyKey}:${price.currency}`;

async function createPayment(trx: Trx, input: CheckoutInput, price: Price) {
  const now = Date.now();
  const payment = await trx
    .insertInto("payments")
    .values({
      id: newId("pay"),
      student_id: input.studentId,
      course_id: input.courseId,
      amount_minor: price.amount_minor,
      currency: price.currency,
      gateway: input.gateway,
      idempotency_key: keyFor(input, price),
      next_check_at: new Date(nextCheck({ gateway: input.gateway, method: null, startedAt: now, now })!),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const attempt = await createAttempt(trx, payment, input.gateway, 1);
  await recordChanges(trx, {
    actor: { type: "student", id: input.studentId },
    changes: [
      {
        topic: "payments",
        kind: "payment.created",
        subject: { type: "payment", id: payment.id, version: 1 },
        before: null,
        after: { status: "created", amount_minor: payment.amount_minor, currency: payment.currency },
        data: {
          status: "created",
          previous: null,
          amountMinor: payment.amount_minor,
          currency: payment.currency,
          gateway: payment.gateway,
          courseId: payment.course_id,
        },
        audience: [input.studentId],
      },
    ],
  });
  return { payment, attempt };
}

async function resumeOrRetry(
  trx: Trx,
  payment: Payment,
  gateway: GatewayName,
  title: string,
): Promise<Begun> {
  const attempts = await trx
    .selectFrom("payment_attempts")
    .selectAll()
    .where("payment_id", "=", payment.id)
    .orderBy("number", "desc")
    .execute();
  const alive = attempts.find((attempt) => attempt.gateway === gateway && mayResume(attempt, payment.status));
  if (alive) return { outcome: "resume", payment, attempt: alive };
  const number = (attempts[0]?.number ?? 0) + 1;
  const attempt = await createAttempt(trx, payment, gateway, number);
  const retried = await trx
    .updateTable("payments")
    .set({ gateway, version: sql`version + 1`, updated_at: sql`now()` })
    .where("id", "=", payment.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const { status, course_id: courseId, amount_minor: amountMinor, currency } = retried;
  await recordChanges(trx, {
    actor: { type: "student", id: payment.student_id },
    changes: [
      {
        topic: "payments",
        kind: "payment.retried",
        subject: { type: "payment", id: payment.id, version: retried.version },
        before: { gateway: payment.gateway, attempts: number - 1 },
        after: { gateway, attempts: number },
        data: { status, previous: status, amountMinor, currency, gateway, courseId },
        audience: [payment.student_id],
      },
    ],
  });
  return { outcome: "open_it", payment: retried, attempt, title };
}

/** An open checkout that was not yet answered; one being opened right now by another click, for as long as that can take. */
function mayResume(attempt: Attempt, status: PaymentStatus): boolean {
  const age = Date.now() - attempt.created_at.getTime();
  if (attempt.status === "creating") return age < openingMs;
  return attempt.status === "open" && isOpen(status) && attempt.expires_at.getTime() > Date.now();
}

/** Longer than any gateway time-out: after it, an attempt still `creating` belongs to a process that died. */
export const openingMs = 20_000;

function createAttempt(trx: Trx, payment: Payment, gateway: GatewayName, number: number): Promise<Attempt> {
  return trx
    .insertInto("payment_attempts")
    .values({
      id: newId("att"),
      payment_id: payment.id,
      number,
      gateway,
      amount_minor: payment.amount_minor,
      currency: payment.currency,
      expires_at: new Date(Date.now() + checkoutLife),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}
