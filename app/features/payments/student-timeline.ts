import type { EvidenceKind, PaymentStatus } from "#app/features/payments/payment.ts";
import { type GatewayName, gatewayLabels } from "#app/gateways/gateway.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import type { Translate } from "#app/messages/translate.ts";

/** One thing that happened to a payment, in the student's words. `at` is milliseconds. */
export interface StudentEvent {
  id: string;
  at: number;
  title: string;
  /** Whose icon and colour it has. */
  look: PaymentStatus;
}

export interface StudentFact {
  id: number;
  kind: EvidenceKind;
  gateway: GatewayName | null;
  transactionRef: string | null;
  attemptId: string | null;
  amountMinor: number | null;
  refundedMinor: number | null;
  currency: string | null;
  /** The gateway's time where it gave one, else ours. */
  at: number;
}

/** The story of a payment, newest first. The gateway's callback and its answer to our question are one event. */
export function studentTimeline(
  input: {
    createdAt: number;
    currency: string;
    facts: readonly StudentFact[];
    seatAt: number | null;
    /** When the school refused the seat that was paid for. */
    refusedAt?: number | null;
  },
  t: Translate<"explain">,
): StudentEvent[] {
  const told = new Map<string, StudentEvent>();
  for (const fact of [...input.facts].sort((a, b) => a.at - b.at || a.id - b.id)) {
    const words = wordsOf(fact, input.currency, t);
    if (!words) continue;
    const key = [fact.kind, fact.transactionRef ?? fact.attemptId, fact.refundedMinor].join(":");
    if (!told.has(key)) told.set(key, { id: `fact-${fact.id}`, at: fact.at, ...words });
  }
  const events: StudentEvent[] = [
    { id: "created", at: input.createdAt, title: t("timeline.created"), look: "created" },
    ...told.values(),
  ];
  if (input.seatAt !== null)
    events.push({ id: "seat", at: input.seatAt, title: t("timeline.seat"), look: "succeeded" });
  if (input.refusedAt)
    events.push({ id: "refused", at: input.refusedAt, title: t("timeline.seatRefused"), look: "failed" });
  // A gateway's clock may be behind ours: the beginning stays the beginning. Of one moment the later told is above.
  return events
    .reverse()
    .map((event) => ({ ...event, at: Math.max(event.at, input.createdAt) }))
    .sort((a, b) => b.at - a.at || rank(b) - rank(a));
}

const rank = (event: StudentEvent) => (event.id === "created" ? 0 : event.id === "seat" ? 2 : 1);

function wordsOf(
  fact: StudentFact,
  fallbackCurrency: string,
  t: Translate<"explain">,
): { title: string; look: PaymentStatus } | null {
  const gateway = fact.gateway ? gatewayLabels[fact.gateway] : t("timeline.someGateway");
  const currency = fact.currency ?? fallbackCurrency;
  const money = (minor: number | null) =>
    minor === null ? t("timeline.someMoney") : unbrokenMoney({ minor, currency });
  switch (fact.kind) {
    case "redirected":
      return { title: t("timeline.redirected", { gateway }), look: "redirected" };
    case "refused":
      return { title: t("timeline.refused", { gateway }), look: "failed" };
    case "pending":
      return { title: t("timeline.pending", { gateway }), look: "pending" };
    case "authorized":
      return { title: t("timeline.authorized", { money: money(fact.amountMinor) }), look: "pending" };
    case "succeeded":
      return { title: t("timeline.succeeded", { money: money(fact.amountMinor) }), look: "succeeded" };
    case "failed":
      return { title: t("timeline.failed"), look: "failed" };
    case "expired":
      return { title: t("timeline.expired"), look: "expired" };
    case "refunded":
      return { title: t("timeline.refunded", { money: money(fact.refundedMinor) }), look: "refunded" };
    case "voided":
      return { title: t("timeline.voided"), look: "voided" };
    case "mismatch":
    case "unknown_status":
    case "seat_taken":
      return { title: t("timeline.review"), look: "needs_review" };
    case "seat_released":
      return { title: t("timeline.seatReleased"), look: "succeeded" };
    case "disputed":
      return { title: t("timeline.disputed"), look: "disputed" };
    case "dispute_won":
      return { title: t("timeline.disputeWon"), look: "succeeded" };
    case "dispute_lost":
      return { title: t("timeline.disputeLost"), look: "lost" };
    case "override":
      return { title: t("timeline.override"), look: "needs_review" };
    default:
      return null;
  }
}
