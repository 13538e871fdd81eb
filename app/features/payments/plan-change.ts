import { bookMovements, type LedgerRow } from "#app/features/ledger/book-movements.ts";
import { bookSuspense } from "#app/features/ledger/book-suspense.ts";
import { nextCheck, nextRecheck } from "#app/features/payments/check-ladder.ts";
import { evidenceRow } from "#app/features/payments/evidence-row.ts";
import {
  type EvidenceRow,
  type LockedEnrollment,
  type LockedPayment,
  toEvidence,
} from "#app/features/payments/lock-payment.server.ts";
import { type Evidence, isPaid, type PaymentState } from "#app/features/payments/payment.ts";
import { openSeatTaken, reduceEvidence } from "#app/features/payments/reduce-evidence.ts";
import { mayMove } from "#app/features/payments/status-moves.ts";
import { newId } from "#app/lib/ids.ts";

export interface SeatRequest {
  id: string;
  student_id: string;
  course_id: string;
  /** The student's own request, approved or not yet decided, that this payment carries on. */
  carries: Pick<LockedEnrollment, "id" | "status" | "version"> | null;
}

/** What one decision will do to a payment, before any of it is written: the dry run shows it, the writer writes it. */
export interface PaymentPlan {
  /** Facts not known before. */
  fresh: EvidenceRow[];
  /** All facts, the fresh ones last. */
  rows: EvidenceRow[];
  before: PaymentState;
  after: PaymentState;
  changed: boolean;
  ledger: LedgerRow[];
  seat: SeatRequest | null;
  /** Someone else's payment holds this student's seat already. */
  seatHeldBy: string | null;
  nextCheckAt: string | null;
}

/** Decides what new evidence does to a locked payment. Pure, but for the id of a seat it may ask for. */
export function planChange(locked: LockedPayment, additions: readonly EvidenceRow[]): PaymentPlan {
  const known = new Set(locked.evidence.map((row) => row.dedupe_key));
  const fresh = additions.filter((row) => !known.has(row.dedupe_key) && known.add(row.dedupe_key));
  const before = reduceEvidence(locked.evidence.map((row) => toEvidence(row, locked.attempts)));
  const facts = () =>
    [...locked.evidence, ...fresh.map((row) => ({ ...row, recorded_at: locked.now }))].map((row) =>
      toEvidence(row, locked.attempts),
    );
  let after = reduceEvidence(facts());
  const seatHeldBy = keepsMoney(after) ? otherHolder(locked) : null;
  if (keepsMoney(after)) {
    const row = seatNews(seatHeldBy, facts());
    if (row) {
      fresh.push(row);
      after = reduceEvidence(facts());
    }
  }
  const rows = [...locked.evidence, ...fresh];
  const { payment } = locked;
  const gatewayOf = (ref: string) =>
    rows.find((row) => row.transaction_ref === ref && row.gateway)?.gateway ?? payment.gateway;
  const ledger = [
    ...bookMovements({
      before: before.collections,
      after: after.collections,
      currency: payment.currency,
      gatewayOf,
      wasVoided: (ref) => rows.some((row) => row.kind === "voided" && row.transaction_ref === ref),
    }),
    ...bookSuspense({ before: before.held, after: after.held, gatewayOf }),
  ];
  return {
    fresh,
    rows,
    before,
    after,
    changed: differs(locked, after) || ledger.length > 0,
    ledger,
    seat: wantsSeat(locked, after) ? seatFor(locked) : null,
    seatHeldBy,
    nextCheckAt: whenToAsk(locked, after, rows),
  };
}

/**
 * A move outside the state machine is a bug of ours: it is refused, and the delivery becomes a dead letter a person
 * sees. What a person decides, with a reason, may make any move; so may its lifting.
 */
export function assertMayMove(locked: LockedPayment, plan: PaymentPlan): void {
  const { id, status } = locked.payment;
  const decided = plan.fresh.some((row) => row.kind === "override");
  if (!decided && !mayMove(status, plan.after.status))
    throw new Error(`payment ${id} may not move from ${status} to ${plan.after.status}`);
}

const keepsMoney = (state: PaymentState) => state.capturedMinor > state.refundedMinor;

function wantsSeat(locked: LockedPayment, after: PaymentState): boolean {
  if (heldSeat(locked) || locked.past_enrollment || !keepsMoney(after)) return false;
  // Paid twice within one payment is for staff to sort out; the student still gets the seat they paid for.
  return isPaid(after.status) || after.reviewReason === "two_successes";
}

/** The seat the student has already. One that is approved and waits to be paid is what this payment is for. */
const heldSeat = ({ enrollment }: LockedPayment) => (enrollment?.status === "approved" ? null : enrollment);

function seatFor({ payment, enrollment, request }: LockedPayment): SeatRequest {
  const carried = enrollment ?? request;
  const carries = carried && { id: carried.id, status: carried.status, version: carried.version };
  return {
    id: carried?.id ?? newId("enr"),
    student_id: payment.student_id,
    course_id: payment.course_id,
    carries,
  };
}

/**
 * Whose enrollment holds this seat, if it is not this payment's own. Money that went back holds no seat, and a payment
 * whose seat was moved to another course wants none here.
 */
function otherHolder(locked: LockedPayment): string | null {
  const held = heldSeat(locked);
  if (!held || held.payment_id === locked.payment.id) return null;
  if (locked.holder_gave_back || locked.seat_elsewhere) return null;
  return held.payment_id ?? held.id;
}

/** What is new about the seat of a payment that holds money: another has it, or has it no more. */
function seatNews(heldBy: string | null, facts: readonly Evidence[]): EvidenceRow | null {
  const open = openSeatTaken(facts);
  if ((heldBy !== null) === (open !== null)) return null;
  if (heldBy === null)
    return evidenceRow({
      kind: "seat_released",
      source: "system",
      transaction_ref: open,
      dedupe_key: `seat_released:${open}`,
    });
  const before = facts.filter((fact) => fact.kind === "seat_taken").length;
  return evidenceRow({
    kind: "seat_taken",
    source: "system",
    reason: heldBy,
    dedupe_key: before === 0 ? "seat_taken" : `seat_taken:${before + 1}`,
  });
}

function differs({ payment }: LockedPayment, after: PaymentState): boolean {
  const completedAt = payment.completed_at === null ? null : Date.parse(payment.completed_at);
  return (
    payment.status !== after.status ||
    completedAt !== after.completedAt ||
    payment.captured_minor !== after.capturedMinor ||
    payment.refunded_minor !== after.refundedMinor ||
    payment.failure_code !== after.failureCode ||
    payment.failure_reason !== after.failureReason ||
    payment.review_reason !== after.reviewReason
  );
}

/**
 * The earliest moment any attempt wants asking: those that may still be paid by the ladder, those that were paid a few
 * times later, for what is given back behind our back.
 */
function whenToAsk(locked: LockedPayment, after: PaymentState, rows: readonly EvidenceRow[]): string | null {
  const now = Date.parse(locked.now);
  const refs = new Set([...after.collections, ...after.held].map((one) => one.ref));
  const paid = new Set(
    rows.filter((row) => refs.has(row.transaction_ref ?? "")).map((row) => row.attempt_id),
  );
  const due = locked.attempts
    .filter((attempt) => attempt.status !== "refused" && attempt.status !== "abandoned")
    .map((attempt) => {
      const startedAt = Date.parse(attempt.created_at);
      if (paid.has(attempt.id)) return nextRecheck({ startedAt, now });
      return nextCheck({ gateway: attempt.gateway, method: attempt.method ?? after.method, startedAt, now });
    })
    .filter((at) => at !== null);
  return due.length > 0 ? new Date(Math.min(...due)).toISOString() : null;
}
