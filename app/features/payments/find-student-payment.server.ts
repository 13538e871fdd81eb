import { findRefundDraft } from "#app/features/payments/find-refund-draft.server.ts";
import { gatewaysReason } from "#app/features/payments/gateways-reason.server.ts";
import type { StudentPayment } from "#app/features/payments/student-payment.ts";
import type { Db } from "#app/lib/db.server.ts";
import { liveEnrollmentStatuses } from "#db/schema.ts";

/** One payment as its student's pages show it: result, detail and receipt. Null: there is no such payment. */
export async function findStudentPayment(db: Db, paymentId: string): Promise<StudentPayment | null> {
  const row = await db
    .selectFrom("payments as p")
    .innerJoin("courses as c", "c.id", "p.course_id")
    .innerJoin("users as u", "u.id", "p.student_id")
    .selectAll("p")
    .select(gatewaysReason.as("gateways_reason"))
    .select(["c.title as course_title", "c.starts_at as course_starts_at", "u.name as student_name"])
    .where("p.id", "=", paymentId)
    .executeTakeFirst();
  if (!row) return null;
  const [attempts, seats, problem, collected, draft] = await Promise.all([
    db
      .selectFrom("payment_attempts")
      .select(["id", "number", "gateway", "status", "method", "created_at"])
      .select(["gateway_order_ref", "gateway_transaction_ref", "error_code"])
      .where("payment_id", "=", paymentId)
      .orderBy("number", "desc")
      .execute(),
    db
      .selectFrom("enrollments")
      .select(["status", "payment_id", "decision_reason"])
      .where("student_id", "=", row.student_id)
      .where("course_id", "=", row.course_id)
      // A request that is not paid is no seat of any payment's.
      .where("source", "!=", "request")
      .orderBy("created_at", "desc")
      .execute(),
    db
      .selectFrom("exceptions")
      .select("facts")
      .where("payment_id", "=", paymentId)
      .where("kind", "=", "paid_not_enrolled")
      .where("status", "=", "open")
      .executeTakeFirst(),
    db
      .selectFrom("payment_evidence")
      .select(["transaction_ref", "attempt_id", "kind"])
      .distinct()
      .where("payment_id", "=", paymentId)
      .where("kind", "in", ["succeeded", "refunded", "voided"])
      .execute(),
    findRefundDraft(db, { paymentId }),
  ]);
  const live = seats.find((seat) => liveEnrollmentStatuses.some((status) => status === seat.status));
  const own = seats.find((one) => one.payment_id === paymentId);
  // Moved to another course: a seat here that was bought again is another payment's.
  const seat = own?.status === "transferred" ? own : (live ?? own);
  const last = attempts[0];
  return {
    id: row.id,
    studentId: row.student_id,
    studentName: row.student_name,
    course: { id: row.course_id, title: row.course_title, startsAt: time(row.course_starts_at) },
    status: row.status,
    version: row.version,
    gateway: row.gateway,
    method: attempts.find((attempt) => attempt.method)?.method ?? null,
    amountMinor: row.amount_minor,
    capturedMinor: row.captured_minor,
    refundedMinor: row.refunded_minor,
    currency: row.currency,
    createdAt: row.created_at.getTime(),
    completedAt: time(row.completed_at),
    nextCheckAt: time(row.next_check_at),
    failureCode: row.failure_code,
    failureReason: row.gateways_reason,
    reviewReason: row.review_reason,
    attemptStatus: last?.status ?? null,
    seat: seat?.status ?? null,
    seatReason: seat?.decision_reason ?? null,
    toGiveBackMinor: draft?.standing === "to_make" ? draft.left_minor : null,
    courseFull: problem?.facts.why === "course_full",
    transactionRefs: transactionsOf(
      [...new Set(collected.flatMap((fact) => fact.transaction_ref ?? []))],
      attempts,
    ),
    attempts: attempts.map((attempt) => ({
      id: attempt.id,
      number: attempt.number,
      gateway: attempt.gateway,
      status: attempt.status,
      paid: collected.some((fact) => fact.kind === "succeeded" && fact.attempt_id === attempt.id),
      method: attempt.method,
      errorCode: attempt.error_code,
      reference: attempt.gateway_transaction_ref ?? attempt.gateway_order_ref,
      createdAt: attempt.created_at.getTime(),
    })),
  };
}

/** The transactions that collected money; where none did, the last one that a gateway named. */
function transactionsOf(
  collected: string[],
  attempts: ReadonlyArray<{ gateway_transaction_ref: string | null }>,
): string[] {
  if (collected.length > 0) return collected;
  const named = attempts.find((attempt) => attempt.gateway_transaction_ref)?.gateway_transaction_ref;
  return named ? [named] : [];
}

const time = (at: Date | null) => at?.getTime() ?? null;
