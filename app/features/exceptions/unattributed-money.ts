import type { ExceptionInput } from "#app/features/exceptions/exception.ts";
import type { GatewayName, TransactionFact, TransactionState } from "#app/gateways/gateway.ts";

/** Whether a transaction in this state collected money at some time. */
export const isMoney = (state: TransactionState) =>
  state === "succeeded" || state === "refunded" || state === "voided";

/** Money for an order we never made belongs to someone. One key, whether a callback or the gateway's list told of it. */
export function unattributedMoney(
  gateway: GatewayName,
  fact: TransactionFact,
  source: "webhook" | "history",
): Omit<ExceptionInput, "id"> {
  return {
    dedupe_key: `unattributed_money:${gateway}:${fact.transactionRef}:${fact.orderRef ?? ""}`,
    kind: "unattributed_money",
    severity: "critical",
    facts: {
      gateway,
      source,
      transaction: fact.transactionRef,
      order: fact.orderRef,
      state: fact.state,
      amountMinor: fact.amount?.minor ?? null,
      currency: fact.amount?.currency ?? null,
    },
  };
}
