import { sql } from "kysely";
import type {
  Attempt,
  Begun,
  CheckoutInput,
  Payment,
  Price,
} from "#app/features/checkout/begin-checkout.server.ts";
import { keyFor } from "#app/features/checkout/find-purchase.server.ts";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { checkoutLife, nextCheck } from "#app/features/payments/check-ladder.ts";
import { isOpen, type PaymentStatus } from "#app/features/payments/payment.ts";
import type { GatewayName } from "#app/gateways/gateway.ts";
import type { Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";

/** A purchase that is new: its payment, and the first attempt. */
export async function createPayment(trx: Trx, input: CheckoutInput, price: Price) {
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
      next_check_at: firstCheck(input.gateway),
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

/** A purchase that was begun: its open checkout, else an attempt anew. */
export async function resumeOrRetry(
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
    .set({
      gateway,
      // Killed before the gateway's answer is written, this one is asked about all the same, and no other later for it.
      next_check_at: sql`least(next_check_at, ${firstCheck(gateway)})`,
      version: sql`version + 1`,
      updated_at: sql`now()`,
    })
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

/** When an attempt made now is first asked about. */
function firstCheck(gateway: GatewayName): Date {
  const now = Date.now();
  return new Date(nextCheck({ gateway, method: null, startedAt: now, now })!);
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
