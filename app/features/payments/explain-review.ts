import type { ReviewReason } from "#app/features/payments/payment.ts";
import type { Translate } from "#app/messages/translate.ts";
import type { EnrollmentStatus } from "#db/schema.ts";

/** What a payment under review means for the student who made it. A reason nobody here knows is still explained. */
export function explainReview(
  reason: string | null,
  gateway: string,
  seat: EnrollmentStatus | null,
  t: Translate<"explain">,
): { headline: string; meaning: string; next: string } {
  const known =
    reason && t.has(`review.meaning.${reason as ReviewReason}`) ? (reason as ReviewReason) : "other";
  const meaning = t(`review.meaning.${known}`, { gateway });
  return {
    headline: t("review.headline"),
    meaning: seat === "active" ? `${meaning} ${t("review.seated")}` : meaning,
    next: t("review.next"),
  };
}
