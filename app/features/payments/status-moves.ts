import type { PaymentStatus } from "#app/features/payments/payment.ts";

/** Where money, once known of, may take a payment. */
const withMoney = [
  "succeeded",
  "partially_refunded",
  "refunded",
  "voided",
  "disputed",
  "lost",
  "needs_review",
] as const satisfies readonly PaymentStatus[];

/**
 * Every move evidence may make; anything else is a bug and is refused by the only writer. A staff override
 * (or its lifting) may make any move. Several facts can arrive in one step, so a step may skip states.
 */
export const edges: Record<PaymentStatus, readonly PaymentStatus[]> = {
  created: ["redirected", "pending", "failed", "expired", ...withMoney],
  redirected: ["pending", "failed", "expired", ...withMoney],
  pending: ["redirected", "failed", "expired", ...withMoney],
  // A retry opens a new attempt; a link or voucher can be paid after a failure.
  failed: ["redirected", "pending", "expired", ...withMoney],
  expired: ["redirected", "pending", "failed", ...withMoney],
  // A mismatch is never forgotten: only money leads out of review, the honest one or the wrong one going back.
  needs_review: ["succeeded", "partially_refunded", "refunded", "voided", "disputed", "lost"],
  succeeded: ["needs_review", "partially_refunded", "refunded", "voided", "disputed", "lost"],
  // Back to succeeded: the rest was refunded and another transaction paid, both learned at once.
  partially_refunded: ["succeeded", "needs_review", "refunded", "disputed", "lost"],
  // Only money of another transaction brings a refunded or voided payment back. To voided: wrong money went back, and
  // what was asked for came and was voided.
  refunded: ["succeeded", "partially_refunded", "voided", "needs_review", "disputed", "lost"],
  voided: ["succeeded", "partially_refunded", "refunded", "needs_review", "disputed", "lost"],
  disputed: ["succeeded", "partially_refunded", "refunded", "voided", "needs_review", "lost"],
  // A lost dispute is lost for good; only an override says otherwise.
  lost: [],
};

export function mayMove(from: PaymentStatus, to: PaymentStatus): boolean {
  return from === to || edges[from].includes(to);
}
