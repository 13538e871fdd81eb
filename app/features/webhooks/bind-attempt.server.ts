import type { Selectable } from "kysely";
import { GatewayAway } from "#app/features/webhooks/try-later.ts";
import type { GatewayName, TransactionFact } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import { createBatcher } from "#app/lib/batcher.ts";
import { type Db, perDatabase } from "#app/lib/db.server.ts";
import type { PaymentAttemptsTable } from "#db/tables/payments.ts";

export type Attempt = Selectable<PaymentAttemptsTable>;

export type Binding =
  | { outcome: "bound"; attempt: Attempt; note: string | null }
  /** Ours by reference, but its order id was never stored: ask the gateway before believing it. */
  | { outcome: "claimed"; attempt: Attempt }
  | { outcome: "nobody" };

/**
 * Whose attempt a callback speaks of. Only the signed order id binds (Paymob does not sign merchant_order_id,
 * gateways.md P3); our own reference alone is a claim to be checked by inquiry. A reference that contradicts the
 * order id is noted and not followed.
 */
export async function bindAttempt(db: Db, gateway: GatewayName, fact: TransactionFact): Promise<Binding> {
  const byOrder = fact.orderRef ? await findersOf(db)({ gateway, orderRef: fact.orderRef }) : undefined;
  if (byOrder) {
    const contradicts = fact.attemptRef !== null && fact.attemptRef !== byOrder.id;
    const note = contradicts
      ? `The callback names reference ${fact.attemptRef!.slice(0, 60)}; the order is ours as ${byOrder.id}.`
      : null;
    return { outcome: "bound", attempt: byOrder, note };
  }
  if (!fact.attemptRef?.startsWith("att_")) return { outcome: "nobody" };
  const byReference = await db
    .selectFrom("payment_attempts")
    .selectAll()
    .where("gateway", "=", gateway)
    .where("id", "=", fact.attemptRef)
    .where("gateway_order_ref", "is", null)
    .executeTakeFirst();
  return byReference ? { outcome: "claimed", attempt: byReference } : { outcome: "nobody" };
}

/** Attempts by their signed order ids; those asked for while others are being found share a statement. */
const findersOf = perDatabase((db) =>
  createBatcher<{ gateway: GatewayName; orderRef: string }, Attempt | undefined>({
    largest: 32,
    lanes: 2,
    flush: async (asked) => {
      const found = await db
        .selectFrom("payment_attempts")
        .selectAll()
        .where("gateway", "in", [...new Set(asked.map((one) => one.gateway))])
        .where("gateway_order_ref", "in", [...new Set(asked.map((one) => one.orderRef))])
        .execute();
      return asked.map((one) =>
        found.find((row) => row.gateway === one.gateway && row.gateway_order_ref === one.orderRef),
      );
    },
  }),
);

/** The transaction's attempt by its id, for callbacks about a parent (refund, void, capture children). */
export async function attemptOfTransaction(
  db: Db,
  gateway: GatewayName,
  transactionRef: string,
): Promise<Attempt | undefined> {
  return db
    .selectFrom("payment_attempts")
    .selectAll()
    .where("gateway", "=", gateway)
    .where("gateway_transaction_ref", "=", transactionRef)
    .executeTakeFirst();
}

/** The adapter a delivery needs; a gateway that was switched off meanwhile keeps its deliveries waiting. */
export function gatewayOf(gateways: Gateways, name: GatewayName) {
  const gateway = gateways.get(name);
  if (!gateway) throw new GatewayAway(`${name} is not set up: the delivery waits`);
  return gateway;
}
