import type { Tone } from "#app/components/tone.ts";
import type { PaymentStatus } from "#app/features/payments/payment.ts";

/** The colour of each status. */
export const paymentStatusTones: Record<PaymentStatus, Tone> = {
  created: "neutral",
  redirected: "info",
  pending: "info",
  succeeded: "success",
  failed: "danger",
  expired: "neutral",
  needs_review: "warning",
  partially_refunded: "info",
  refunded: "neutral",
  voided: "neutral",
  disputed: "warning",
  lost: "danger",
};
