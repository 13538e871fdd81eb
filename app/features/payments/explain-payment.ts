import type { Tone } from "#app/components/tone.ts";
import { explainFailure } from "#app/features/payments/explain-failure.ts";
import { explainReview } from "#app/features/payments/explain-review.ts";
import type { PaymentStatus } from "#app/features/payments/payment.ts";
import { type GatewayName, gatewayLabels, type PaymentMethod } from "#app/gateways/gateway.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { formatMoney } from "#app/lib/money.ts";
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

export function explainPayment(facts: PaymentFacts): Explanation {
  const gateway = gatewayLabels[facts.gateway];
  const rest = { pay: null, waiting: false } as const;
  switch (facts.status) {
    case "created":
    case "redirected":
    case "pending":
      return explainOpen(facts, gateway);
    case "failed":
      return { ...explainFailure(facts.failureCode, gateway), tone: "danger", pay: "retry", waiting: false };
    case "expired":
      return { ...explainFailure("expired", gateway), tone: "neutral", pay: "retry", waiting: false };
    case "needs_review":
      return { ...explainReview(facts.reviewReason, gateway, facts.seat), tone: "warning", ...rest };
    case "succeeded":
      return explainSeat(facts);
    case "partially_refunded":
      return {
        ...rest,
        tone: "info",
        headline: `${money(facts, facts.refundedMinor)} of your payment was given back`,
        meaning: `You paid ${money(facts, facts.capturedMinor)}. ${seatSentence(facts.seat)}`,
        next: "Your bank may need up to 14 days to show it. There is nothing for you to do.",
      };
    case "refunded":
      return {
        ...rest,
        tone: "neutral",
        headline: "Your money was given back",
        meaning: `${gateway} has sent back ${money(facts, facts.refundedMinor)}. ${seatSentence(facts.seat)}`,
        next: "Your bank may need up to 14 days to show it. If it has not come by then, write to us.",
      };
    case "voided":
      return {
        ...rest,
        tone: "neutral",
        headline: "This payment was taken back",
        meaning: `It was cancelled before your bank paid it out. ${seatSentence(facts.seat)}`,
        next: "If your bank still shows the amount as reserved, it releases it by itself within a few days.",
      };
    case "disputed":
      return {
        ...rest,
        tone: "warning",
        headline: "Your bank has questioned this payment",
        meaning: `It asked ${gateway} for the money back and the school is answering. ${seatSentence(facts.seat)}`,
        next: "If you did not ask your bank to do so, tell your bank and us.",
      };
    case "lost":
      return {
        ...rest,
        tone: "neutral",
        headline: "Your bank took this payment back",
        meaning: `The school no longer has this money. ${seatSentence(facts.seat)}`,
        next: "If this is not what you wanted, write to us.",
      };
    default:
      return assertNever(facts.status);
  }
}

function explainOpen(facts: PaymentFacts, gateway: string): Explanation {
  const waiting = { tone: "info", waiting: true } as const;
  if (facts.status === "created" && facts.attemptStatus === "unknown")
    return {
      ...explainFailure("unavailable", gateway),
      tone: "warning",
      pay: "retry",
      waiting: true,
    };
  // iKhokha's links answer as pending from the start, tried or not: it says no more than that nobody has paid yet.
  if (facts.status !== "pending" || facts.gateway === "ikhokha")
    return {
      ...waiting,
      headline: "Still waiting for your payment",
      meaning: `${gateway} has not told us yet that you paid. If you just did, it usually takes a few seconds.`,
      next: "This page becomes right by itself. If you have paid, do not pay again.",
      pay: "resume",
    };
  const slow = facts.method === "kiosk" || facts.method === "cash";
  return {
    ...waiting,
    headline: slow ? "Waiting for you to pay in cash" : `Still waiting for ${gateway}`,
    meaning: slow
      ? `Pay at the shop with the reference that ${gateway} gave you. We hear of it within an hour or so of that.`
      : facts.method === "wallet"
        ? "Confirm the payment in your wallet’s app if it asks you to. Your seat follows as soon as we hear of it."
        : `Your payment is on its way: ${gateway} has seen it and your bank has not answered yet.`,
    next: "You can close this page and come back. Do not pay again.",
    pay: null,
  };
}

function explainSeat(facts: PaymentFacts): Explanation {
  const paid = money(facts, facts.capturedMinor || facts.amountMinor);
  const rest = { pay: null, waiting: false } as const;
  switch (facts.seat) {
    case "active":
      return {
        ...rest,
        tone: "success",
        headline: "You’re in.",
        meaning: `Your payment of ${paid} has arrived and your seat is confirmed.`,
        next: "The course is open to you from now on.",
      };
    case "pending_approval":
      return {
        ...rest,
        tone: "success",
        headline: "Paid. The school is checking your enrollment",
        meaning: `Your payment of ${paid} has arrived and a seat is held for you. A person at the school looks at each enrollment.`,
        next: "There is nothing for you to do. This page shows when it is decided.",
      };
    case null:
      return {
        tone: "warning",
        headline: "We have your money and are sorting out your seat",
        meaning: facts.courseFull
          ? `Your payment of ${paid} arrived just after the last seat was taken. A person at the school is finding you a seat or giving your money back.`
          : `Your payment of ${paid} has arrived. Your seat usually follows within a minute; if not, a person is told.`,
        next: "Do not pay again. There is nothing for you to do.",
        pay: null,
        waiting: !facts.courseFull,
      };
    case "rejected":
      return {
        ...rest,
        tone: "warning",
        headline: "The school did not accept your enrollment",
        meaning: `Your payment of ${paid} had arrived.${because(facts)}`,
        next:
          facts.toGiveBackMinor === null
            ? "If you have questions about your money, write to us with the payment’s number."
            : `The school prepares to give you back ${money(facts, facts.toGiveBackMinor)}. This page shows when it is sent.`,
      };
    case "requested":
    case "approved":
    case "lapsed":
    case "suspended":
    case "revoked":
    case "transferred":
      return {
        ...rest,
        tone: "info",
        headline: `Your payment of ${paid} has arrived`,
        meaning: `${seatSentence(facts.seat)}${because(facts)}`,
        next: "If this surprises you, write to us with the payment’s number.",
      };
    default:
      return assertNever(facts.seat);
  }
}

const because = (facts: PaymentFacts) =>
  facts.seatReason ? ` The school writes: “${facts.seatReason}”` : "";

const seatWords: Record<EnrollmentStatus, string> = {
  requested: "You have asked for a seat, and the school has not decided yet.",
  approved: "Your seat is approved and waits for its payment.",
  lapsed: "Your seat was approved and not paid in time.",
  active: "Your seat in the course is still yours.",
  pending_approval: "The school is still checking your enrollment.",
  suspended: "Your access to the course is paused.",
  rejected: "The school did not confirm your seat.",
  revoked: "Your seat in the course was given back.",
  transferred: "Your seat was moved to another course.",
};

const seatSentence = (seat: EnrollmentStatus | null) =>
  seat ? seatWords[seat] : "You have no seat in the course from this payment.";

const money = (facts: PaymentFacts, minor: number) => formatMoney({ minor, currency: facts.currency });
