import type { EvidenceKind, PaymentStatus } from "#app/features/payments/payment.ts";
import { type GatewayName, gatewayLabels } from "#app/gateways/gateway.ts";
import { formatMoney } from "#app/lib/money.ts";

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
export function studentTimeline(input: {
  createdAt: number;
  currency: string;
  facts: readonly StudentFact[];
  seatAt: number | null;
  /** When the school refused the seat that was paid for. */
  refusedAt?: number | null;
}): StudentEvent[] {
  const told = new Map<string, StudentEvent>();
  for (const fact of [...input.facts].sort((a, b) => a.at - b.at || a.id - b.id)) {
    const words = wordsOf(fact, input.currency);
    if (!words) continue;
    const key = [fact.kind, fact.transactionRef ?? fact.attemptId, fact.refundedMinor].join(":");
    if (!told.has(key)) told.set(key, { id: `fact-${fact.id}`, at: fact.at, ...words });
  }
  const events: StudentEvent[] = [
    { id: "created", at: input.createdAt, title: "You chose to buy this course", look: "created" },
    ...told.values(),
  ];
  if (input.seatAt !== null)
    events.push({ id: "seat", at: input.seatAt, title: "Your seat was confirmed", look: "succeeded" });
  if (input.refusedAt)
    events.push({
      id: "refused",
      at: input.refusedAt,
      title: "The school did not accept your enrollment",
      look: "failed",
    });
  // A gateway's clock may be behind ours: the beginning stays the beginning.
  return events
    .map((event) => ({ ...event, at: Math.max(event.at, input.createdAt) }))
    .sort((a, b) => b.at - a.at || rank(b) - rank(a));
}

const rank = (event: StudentEvent) => (event.id === "created" ? 0 : event.id === "seat" ? 2 : 1);

function wordsOf(fact: StudentFact, currency: string): { title: string; look: PaymentStatus } | null {
  const gateway = fact.gateway ? gatewayLabels[fact.gateway] : "The gateway";
  const money = (minor: number | null) =>
    minor === null ? "the amount" : formatMoney({ minor, currency: fact.currency ?? currency });
  switch (fact.kind) {
    case "redirected":
      return { title: `You went to ${gateway} to pay`, look: "redirected" };
    case "refused":
      return { title: `${gateway} did not open its payment page`, look: "failed" };
    case "pending":
      return { title: `${gateway} is waiting for the payment`, look: "pending" };
    case "authorized":
      return { title: `Your bank has reserved ${money(fact.amountMinor)}`, look: "pending" };
    case "succeeded":
      return { title: `You paid ${money(fact.amountMinor)}`, look: "succeeded" };
    case "failed":
      return { title: "The payment did not go through", look: "failed" };
    case "expired":
      return { title: "The time to pay ran out", look: "expired" };
    case "refunded":
      return { title: `${money(fact.refundedMinor)} was given back`, look: "refunded" };
    case "voided":
      return { title: "The payment was taken back before your bank paid it out", look: "voided" };
    case "mismatch":
    case "unknown_status":
    case "seat_taken":
      return { title: "A person began to look at this payment", look: "needs_review" };
    case "seat_released":
      return { title: "This payment stands for your seat", look: "succeeded" };
    case "disputed":
      return { title: "Your bank questioned the payment", look: "disputed" };
    case "dispute_won":
      return { title: "Your bank decided that the payment stands", look: "succeeded" };
    case "dispute_lost":
      return { title: "Your bank took the payment back", look: "lost" };
    case "override":
      return { title: "The school decided about this payment", look: "needs_review" };
    default:
      return null;
  }
}
