import {
  convergeSeats,
  seatOfPayment,
  touchesAnother,
} from "#app/features/payments/converge-seats.server.ts";
import type { EvidenceInput } from "#app/features/payments/evidence-input.ts";
import { type LockedPayment, lockPayment, readPayment } from "#app/features/payments/lock-payment.server.ts";
import type { PaymentStatus } from "#app/features/payments/payment.ts";
import { assertMayMove, type PaymentPlan, planChange } from "#app/features/payments/plan-change.ts";
import { settleRefundDrafts } from "#app/features/payments/settle-refund-drafts.server.ts";
import { outcomeOf, type Seat, seatLost, writeChange } from "#app/features/payments/write-change.server.ts";
import { type Db, databaseErrorCode, type Trx } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";

export type ApplyResult =
  | { outcome: "missing" }
  | {
      outcome: "applied" | "nothing_new";
      before: PaymentStatus;
      after: PaymentStatus;
      seat: Seat;
      fresh: number;
      /** The student's other payments for the same seat may have to be decided about again. */
      touches?: true;
    };

/** How often a decision is made anew because the payment moved meanwhile, before the row is locked for it. */
const triesUnlocked = 3;

/**
 * The one way to change a payment, whatever the source: evidence, status, enrollment, ledger, audit, outbox and
 * the settled delivery in one transaction under the payment's row lock. Safe to repeat: known facts change nothing.
 * Decided on an unlocked read and written by one statement that locks the row and makes sure nothing moved: two round
 * trips. A payment that keeps moving is decided under the lock.
 */
export async function applyEvidence(db: Db, input: EvidenceInput): Promise<ApplyResult> {
  const result =
    (await applyUnlocked(db, input)) ??
    (await db.transaction().execute((trx) => applyInTransaction(trx, input)));
  if (result.outcome !== "missing") {
    wake("outbox");
    log.info(
      {
        paymentId: input.paymentId,
        deliveryId: input.delivery?.id,
        before: result.before,
        after: result.after,
        seat: result.seat,
        fresh: result.fresh,
        source: input.evidence[0]?.source,
      },
      result.outcome === "applied" ? "evidence applied" : "evidence known already",
    );
    if (wentBackWhole(result)) await settleRefundDrafts(db, input.paymentId);
    if (result.touches && input.seats !== "settled")
      await convergeSeats(db, await seatOfPayment(db, input.paymentId), applyEvidence);
  }
  return result;
}

/** Killed before the drafts of its refund are settled, the sweep settles them. */
const wentBackWhole = ({ before, after }: { before: PaymentStatus; after: PaymentStatus }) =>
  before !== after && (after === "refunded" || after === "voided");

/** Null: the payment moved under each try. */
async function applyUnlocked(db: Db, input: EvidenceInput): Promise<ApplyResult | null> {
  for (let tries = 0; tries < triesUnlocked; tries++) {
    const read = await readPayment(db, input.paymentId);
    if (!read) return { outcome: "missing" };
    const plan = planChange(read, input.evidence);
    assertMayMove(read, plan);
    try {
      const written = await writeChange(db, input, read, plan, {
        version: read.payment.version,
        evidence: read.evidence.at(-1)?.id ?? 0,
        attempts: read.attempts.length,
      });
      if (!written.stale) return resultOf(read, plan, written.seat);
    } catch (error) {
      if (databaseErrorCode(error) !== seatLost) throw error;
    }
  }
  return null;
}

function resultOf(
  read: LockedPayment,
  plan: PaymentPlan,
  seat: Seat,
): Exclude<ApplyResult, { outcome: "missing" }> {
  const { payment } = read;
  return {
    outcome: outcomeOf(plan),
    before: payment.status,
    after: plan.after.status,
    seat,
    fresh: plan.fresh.length,
    ...(touchesAnother(read, plan) && { touches: true as const }),
  };
}

/** The same inside the caller's transaction; the caller wakes the outbox after its commit. */
export async function applyInTransaction(trx: Trx, input: EvidenceInput): Promise<ApplyResult> {
  const locked = await lockPayment(trx, input.paymentId);
  if (!locked) return { outcome: "missing" };
  const plan = planChange(locked, input.evidence);
  assertMayMove(locked, plan);
  const { seat } = await writeChange(trx, input, locked, plan, null);
  const result = resultOf(locked, plan, seat);
  // Lost the seat to another payment of the same student while waiting for the course: look again, and say so.
  if (seat === "held" && plan.seat) {
    const again = await applyInTransaction(trx, {
      ...input,
      evidence: [],
      delivery: undefined,
      attempts: [],
    });
    if (again.outcome !== "missing") return { ...result, after: again.after, seat };
  }
  return result;
}
