import { evidenceRow } from "#app/features/payments/evidence-row.ts";
import type { EvidenceRow } from "#app/features/payments/lock-payment.server.ts";
import type { EvidenceKind, EvidenceSource, ReviewReason } from "#app/features/payments/payment.ts";
import type { GatewayName, TransactionFact } from "#app/gateways/gateway.ts";

interface Attempt {
  id: string;
  gateway: GatewayName;
  amount_minor: number;
  currency: string;
  gateway_order_ref: string | null;
}

/**
 * What a gateway's fact proves about one attempt. Money that differs from what was asked (amount, currency,
 * account, order) becomes mismatch evidence: it never completes a payment. Null: the fact proves nothing yet.
 */
export function evidenceFromFact(input: {
  attempt: Attempt;
  fact: TransactionFact;
  source: EvidenceSource;
  deliveryId?: string | null;
}): EvidenceRow | null {
  const { attempt, fact, source } = input;
  const collected = fact.state === "succeeded" || fact.state === "refunded" || fact.state === "voided";
  if (collected && fact.amount === null) return null;
  // A refunded total that nothing confirmed is no evidence (Paymob does not sign it; gateways.md P3).
  if (fact.state === "refunded" && fact.refundedMinor === null) return null;
  const differs = collected ? differenceOf(attempt, fact) : null;
  if (!collected && (!fact.accountIsOurs || isOfAnotherOrder(attempt, fact))) return null;
  const kind: EvidenceKind = differs ? "mismatch" : fact.state === "unknown" ? "unknown_status" : fact.state;
  const refunded = refundedOf(fact, differs);
  return evidenceRow({
    attempt_id: attempt.id,
    kind,
    source,
    gateway: attempt.gateway,
    transaction_ref: fact.transactionRef,
    amount_minor: fact.amount?.minor ?? null,
    currency: fact.amount?.currency ?? null,
    refunded_minor: refunded,
    gateway_time: fact.gatewayTime,
    gateway_at: fact.gatewayAt?.toISOString() ?? null,
    method: fact.method,
    code: differs ?? fact.code,
    gateway_code: fact.gatewayCode,
    reason: fact.reason,
    delivery_id: input.deliveryId ?? null,
    dedupe_key: [
      source,
      kind,
      attempt.gateway,
      fact.transactionRef,
      differs ?? "",
      fact.amount ? `${fact.amount.minor}${fact.amount.currency}` : "",
      refunded ?? "",
      // A link can fail more than once, each time for another reason; and be spoken of in more than one unknown word.
      kind === "failed" || kind === "unknown_status" ? (fact.gatewayCode ?? fact.code ?? "") : "",
    ].join(":"),
  });
}

/** Wrong money that was voided went back whole; a mismatch has no other way to say so. */
function refundedOf(fact: TransactionFact, differs: ReviewReason | null): number | null {
  if (fact.state === "refunded") return fact.refundedMinor;
  return differs && fact.state === "voided" ? fact.amount!.minor : null;
}

function differenceOf(attempt: Attempt, fact: TransactionFact): ReviewReason | null {
  if (isOfAnotherOrder(attempt, fact)) return "order";
  if (!fact.accountIsOurs) return "account";
  if (fact.amount!.currency !== attempt.currency) return "currency";
  if (fact.amount!.minor !== attempt.amount_minor) return "amount";
  return null;
}

const isOfAnotherOrder = (attempt: Attempt, fact: TransactionFact) =>
  fact.orderRef !== null && attempt.gateway_order_ref !== null && fact.orderRef !== attempt.gateway_order_ref;
