import type { ExceptionInput } from "#app/features/exceptions/exception.ts";
import { suspenseTotals } from "#app/features/ledger/book-suspense.ts";
import type { EvidenceRow, LockedPayment } from "#app/features/payments/lock-payment.server.ts";
import type { PaymentPlan } from "#app/features/payments/plan-change.ts";
import { unreadRows } from "#app/features/payments/unread-words.ts";
import { newId } from "#app/lib/ids.ts";

/** What write_payments opens and resolves beside the change; `only_if_seat` waits for the seat's own answer. */
export function exceptionsOf(
  locked: LockedPayment,
  plan: PaymentPlan,
): { exceptions: Array<ExceptionInput & { only_if_seat?: string }>; resolve: object[] } {
  const { payment } = locked;
  const { after } = plan;
  const about = {
    payment_id: payment.id,
    student_id: payment.student_id,
    course_id: payment.course_id,
  };
  const money = {
    amountMinor: payment.amount_minor,
    currency: payment.currency,
    capturedMinor: after.capturedMinor,
    refundedMinor: after.refundedMinor,
    ...(after.held.length > 0 && { held: suspenseTotals(after.held) }),
  };
  const exceptions: Array<ExceptionInput & { only_if_seat?: string }> = [];
  const resolve: object[] = [];
  const mismatches = plan.fresh.filter((row) => row.kind === "mismatch" || row.kind === "unknown_status");
  const said = mismatches.map((row) => ({
    what: row.kind === "mismatch" ? row.code : "unknown_status",
    amountMinor: row.amount_minor,
    currency: row.currency,
    transaction: row.transaction_ref,
    source: row.source,
    ...(row.kind === "unknown_status" && { word: row.reason }),
  }));

  const review = after.status === "needs_review" ? after.reviewReason : null;
  if (mismatches.length > 0 && after.collections.length === 0 && review !== null)
    exceptions.push({
      id: newId("exc"),
      dedupe_key: `payment_mismatch:${payment.id}`,
      kind: "payment_mismatch",
      severity: "critical",
      ...about,
      facts: { ...money, why: review, said },
    });
  // Paid by one fact, contradicted by another: the money stands, a person looks.
  const contradicted = after.collections.length > 0 && contradictions(plan);
  if (contradicted)
    exceptions.push({
      id: newId("exc"),
      dedupe_key: `facts_disagree:${payment.id}`,
      kind: "facts_disagree",
      ...about,
      facts: { ...money, said: contradicted },
    });
  if (review === "two_successes" || (plan.seatHeldBy && plan.changed))
    exceptions.push({
      id: newId("exc"),
      dedupe_key: `two_payments_one_seat:${payment.student_id}:${payment.course_id}`,
      kind: "two_payments_one_seat",
      severity: "critical",
      ...about,
      facts: {
        ...money,
        transactions: after.collections.map((one) => one.ref),
        payments: [...new Set([plan.seatHeldBy, payment.id].filter(Boolean))],
      },
    });
  if (plan.seat) {
    exceptions.push({
      id: newId("exc"),
      only_if_seat: "full",
      dedupe_key: `paid_not_enrolled:${payment.id}`,
      kind: "paid_not_enrolled",
      severity: "critical",
      ...about,
      facts: { ...money, why: "course_full" },
    });
    for (const seat of ["granted", "pending"])
      resolve.push({
        only_if_seat: seat,
        dedupe_key: `paid_not_enrolled:${payment.id}`,
        how: seat === "granted" ? "The seat was granted." : "A seat is held; the school decides about it.",
      });
  }
  if (payment.status === "needs_review" && after.status !== "needs_review")
    resolve.push({
      dedupe_key: `payment_mismatch:${payment.id}`,
      how: `The payment moved to ${after.status}.`,
    });
  return { exceptions, resolve };
}

/**
 * Facts that deny money other facts prove: a mismatch, or the gateway now calling a collected transaction failed.
 * What was said before the money came counts too: the wrong amount of another transaction may have been paid as well.
 * What a person has called unpaid brought none, and denies none of another transaction.
 */
function contradictions(plan: PaymentPlan): object[] | null {
  const collected = new Set(plan.after.collections.map((one) => one.ref));
  const firstMoney = plan.before.collections.length === 0;
  const unread = new Set(unreadRows(plan.rows));
  const denies = (row: EvidenceRow) =>
    row.kind === "mismatch" || (unread.has(row) && !collected.has(row.transaction_ref ?? ""));
  const takesBack = (row: EvidenceRow) =>
    (row.kind === "failed" || row.kind === "unknown_status") &&
    row.source !== "webhook" &&
    collected.has(row.transaction_ref ?? "");
  if (!firstMoney && !plan.fresh.some((row) => denies(row) || takesBack(row))) return null;
  // With all that was said before: no line of the exception hides another. What failed first and was paid then takes
  // nothing back.
  const paid = new Set<string>();
  const rows = plan.rows.filter((row) => {
    if (isCollection(row) && row.transaction_ref) paid.add(row.transaction_ref);
    return denies(row) || (!firstMoney && takesBack(row) && paid.has(row.transaction_ref ?? ""));
  });
  if (rows.length === 0) return null;
  return rows.map((row) => ({
    what: row.kind === "mismatch" ? row.code : row.kind,
    amountMinor: row.amount_minor,
    currency: row.currency,
    transaction: row.transaction_ref,
    source: row.source,
  }));
}

const isCollection = ({ kind }: EvidenceRow) =>
  kind === "succeeded" || kind === "refunded" || kind === "voided";
