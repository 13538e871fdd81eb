import type { ReviewReason } from "#app/features/payments/payment.ts";
import type { EnrollmentStatus } from "#db/schema.ts";

const mismatch = "We received something that does not match what you were to pay";

const meanings: Record<ReviewReason, string> = {
  amount: `${mismatch}: {gateway} reports another amount.`,
  currency: `${mismatch}: {gateway} reports another currency.`,
  order: `${mismatch}: {gateway} reports it for another order.`,
  account: `${mismatch}: {gateway} reports it for another account.`,
  unknown_status: "{gateway} told us something about this payment that we cannot read.",
  two_successes: "It looks as if you paid twice for this course. What you paid too much comes back to you.",
  two_payments_one_seat:
    "You already had a seat in this course when this payment arrived. What you paid too much comes back to you.",
  conflicting_overrides: "Two people at the school decided differently about this payment.",
};

/** What a payment under review means for the student who made it. A reason nobody here knows is still explained. */
export function explainReview(
  reason: string | null,
  gatewayLabel: string,
  seat: EnrollmentStatus | null,
): { headline: string; meaning: string; next: string } {
  const known = Object.hasOwn(meanings, reason ?? "") ? meanings[reason as ReviewReason] : `${mismatch}.`;
  const seated = seat === "active" ? " Your seat in the course is yours meanwhile." : "";
  return {
    headline: "A person is looking at this payment",
    meaning: known.replaceAll("{gateway}", gatewayLabel) + seated,
    next: "You need do nothing, and please do not pay again. We know of it; quote the payment’s number if you write to us.",
  };
}
