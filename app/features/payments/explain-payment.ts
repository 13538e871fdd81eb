import type { Tone } from "#app/components/tone.ts";
import { explainFailure } from "#app/features/payments/explain-failure.ts";
import { explainReview } from "#app/features/payments/explain-review.ts";
import type { PaymentStatus } from "#app/features/payments/payment.ts";
import { type GatewayName, gatewayLabels, type PaymentMethod } from "#app/gateways/gateway.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import type { Translate } from "#app/messages/translate.ts";
import type { AttemptStatus, EnrollmentStatus } from "#db/schema.ts";

/** What a student's page knows of a payment. Amounts are minor units of `currency`. */
export interface PaymentFacts {
  status: PaymentStatus;
  gateway: GatewayName;
  method: PaymentMethod | null;
  amountMinor: number;
  capturedMinor: number;
  refundedMinor: number;
  currency: string;
  failureCode: string | null;
  reviewReason: string | null;
  /** The newest attempt at the gateway's checkout. */
  attemptStatus: AttemptStatus | null;
  /** The student's seat in this course; null: none. */
  seat: EnrollmentStatus | null;
  /** Why the school refused or withdrew the seat, in its words to the student. */
  seatReason: string | null;
  /** What is to be given back once a person has confirmed it; null: nothing. */
  toGiveBackMinor: number | null;
  /** The course was full when the money arrived. */
  courseFull: boolean;
}

/** What the student reads: the answer in one line, what it means, what to do, and whether to offer paying (again). */
export interface Explanation {
  tone: Tone;
  headline: string;
  meaning: string;
  next: string;
  /** `resume`: a checkout is open. `retry`: it is over, nothing was taken. null: paying now could pay twice. */
  pay: "resume" | "retry" | null;
  /** The page keeps asking: something may still change by itself within minutes. */
  waiting: boolean;
}

type Words = Translate<"explain">;

export function explainPayment(facts: PaymentFacts, t: Words): Explanation {
  const gateway = gatewayLabels[facts.gateway];
  const rest = { pay: null, waiting: false } as const;
  const captured = money(facts, facts.capturedMinor);
  const refunded = money(facts, facts.refundedMinor);
  const withSeat = (meaning: string) => `${meaning} ${t(`seat.${facts.seat ?? "none"}`)}`;
  switch (facts.status) {
    case "created":
    case "redirected":
    case "pending":
      return explainOpen(facts, gateway, t);
    case "failed":
      return {
        ...explainFailure(facts.failureCode, gateway, t),
        tone: "danger",
        pay: "retry",
        waiting: false,
      };
    case "expired":
      return { ...explainFailure("expired", gateway, t), tone: "neutral", pay: "retry", waiting: false };
    case "needs_review":
      return { ...explainReview(facts.reviewReason, gateway, facts.seat, t), tone: "warning", ...rest };
    case "succeeded":
      return explainSeat(facts, t);
    case "partially_refunded":
      return {
        ...rest,
        tone: "info",
        headline: t("partiallyRefunded.headline", { money: refunded }),
        meaning: withSeat(t("partiallyRefunded.meaning", { money: captured })),
        next: t("partiallyRefunded.next"),
      };
    case "refunded":
      return {
        ...rest,
        tone: "neutral",
        headline: t("refunded.headline"),
        meaning: withSeat(t("refunded.meaning", { gateway, money: refunded })),
        next: t("refunded.next"),
      };
    case "voided":
      return {
        ...rest,
        tone: "neutral",
        headline: t("voided.headline"),
        meaning: withSeat(t("voided.meaning")),
        next: t("voided.next"),
      };
    case "disputed":
      return {
        ...rest,
        tone: "warning",
        headline: t("disputed.headline"),
        meaning: withSeat(t("disputed.meaning", { gateway })),
        next: t("disputed.next"),
      };
    case "lost":
      return {
        ...rest,
        tone: "neutral",
        headline: t("lost.headline"),
        meaning: withSeat(t("lost.meaning")),
        next: t("lost.next"),
      };
    default:
      return assertNever(facts.status);
  }
}

function explainOpen(facts: PaymentFacts, gateway: string, t: Words): Explanation {
  const waiting = { tone: "info", waiting: true } as const;
  if (facts.status === "created" && facts.attemptStatus === "unknown")
    return {
      ...explainFailure("unavailable", gateway, t),
      tone: "warning",
      pay: "retry",
      waiting: true,
    };
  // iKhokha's links answer as pending from the start, tried or not: it says no more than that nobody has paid yet.
  if (facts.status !== "pending" || facts.gateway === "ikhokha")
    return {
      ...waiting,
      headline: t("open.unseen.headline"),
      meaning: t("open.unseen.meaning", { gateway }),
      next: t("open.unseen.next"),
      pay: "resume",
    };
  const rest = { ...waiting, next: t("open.next"), pay: null };
  if (facts.method === "kiosk" || facts.method === "cash")
    return { ...rest, headline: t("open.cash.headline"), meaning: t("open.cash.meaning", { gateway }) };
  return {
    ...rest,
    headline: t("open.seen.headline", { gateway }),
    meaning: facts.method === "wallet" ? t("open.seen.wallet") : t("open.seen.card", { gateway }),
  };
}

function explainSeat(facts: PaymentFacts, t: Words): Explanation {
  const paid = { money: money(facts, facts.capturedMinor || facts.amountMinor) };
  const rest = { pay: null, waiting: false } as const;
  const because = (meaning: string) =>
    facts.seatReason ? `${meaning} ${t("seatReason", { reason: facts.seatReason })}` : meaning;
  switch (facts.seat) {
    case "active":
    case "pending_approval":
      return {
        ...rest,
        tone: "success",
        headline: t(`paid.${facts.seat}.headline`),
        meaning: t(`paid.${facts.seat}.meaning`, paid),
        next: t(`paid.${facts.seat}.next`),
      };
    case null:
      return {
        tone: "warning",
        headline: t("paid.noSeat.headline"),
        meaning: facts.courseFull ? t("paid.noSeat.full", paid) : t("paid.noSeat.soon", paid),
        next: t("paid.noSeat.next"),
        pay: null,
        waiting: !facts.courseFull,
      };
    case "rejected":
      return {
        ...rest,
        tone: "warning",
        headline: t("paid.rejected.headline"),
        meaning: because(t("paid.rejected.meaning", paid)),
        next:
          facts.toGiveBackMinor === null
            ? t("paid.rejected.next")
            : t("paid.rejected.givingBack", { money: money(facts, facts.toGiveBackMinor) }),
      };
    case "requested":
    case "approved":
    case "lapsed":
    case "withdrawn":
    case "suspended":
    case "revoked":
    case "transferred":
      return {
        ...rest,
        tone: "info",
        headline: t("paid.otherwise.headline", paid),
        meaning: because(t(`seat.${facts.seat}`)),
        next: t("paid.otherwise.next"),
      };
    default:
      return assertNever(facts.seat);
  }
}

const money = (facts: PaymentFacts, minor: number) => unbrokenMoney({ minor, currency: facts.currency });
