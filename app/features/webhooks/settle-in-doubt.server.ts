import { isMoney, unattributedMoney } from "#app/features/exceptions/unattributed-money.ts";
import type { Attempt } from "#app/features/webhooks/bind-attempt.server.ts";
import type { ClaimedDelivery } from "#app/features/webhooks/claim-deliveries.server.ts";
import type { settleDelivery } from "#app/features/webhooks/settle-delivery.server.ts";
import type { TransactionFact } from "#app/gateways/gateway.ts";
import type { Db } from "#app/lib/db.server.ts";

/**
 * A callback speaks of money, and the gateway's own answer says otherwise however often it is asked: a person looks,
 * unless the answer comes to say so after all (sweep-invariants.server.ts).
 */
export function settleUnconfirmed(
  db: Db,
  delivery: ClaimedDelivery,
  attempt: Attempt,
  fact: TransactionFact,
  settle: typeof settleDelivery,
): Promise<void> {
  const said = {
    what: "not_confirmed",
    claims: fact.state,
    refundedMinor: fact.refundedMinor,
    transaction: fact.transactionRef,
    account: fact.account,
    source: "webhook",
  };
  return settle(db, delivery, {
    outcome: "mismatch",
    paymentId: attempt.payment_id,
    transactionRef: fact.transactionRef,
    note: "The callback speaks of money; the gateway, asked directly, does not confirm it.",
    exception: {
      // Its own, so that neither hides what else disagrees about the payment.
      dedupe_key: `facts_disagree:${attempt.payment_id}:${fact.transactionRef}`,
      kind: "facts_disagree",
      payment_id: attempt.payment_id,
      facts: { said: [said], amountMinor: attempt.amount_minor, currency: attempt.currency },
    },
  });
}

/** Authentic, and about an order we never made: money among it belongs to someone, so a person looks. */
export function settleNobody(
  db: Db,
  delivery: ClaimedDelivery,
  fact: TransactionFact,
  settle: typeof settleDelivery,
): Promise<void> {
  return settle(db, delivery, {
    outcome: "unattributed",
    transactionRef: fact.transactionRef,
    note: `No payment of ours has order ${fact.orderRef ?? "(none)"}.`,
    exception: isMoney(fact.state) ? unattributedMoney(delivery.gateway, fact, "webhook") : undefined,
  });
}
