import { z } from "zod";
import type { TransactionFact } from "#app/gateways/gateway.ts";
import type { PaymobAccount } from "#app/gateways/paymob/account.server.ts";
import type { PaymobClient } from "#app/gateways/paymob/client.server.ts";
import { readTransaction } from "#app/gateways/paymob/read-transaction.server.ts";
import { readState } from "#app/gateways/paymob/state.ts";
import { AnsweredTransaction } from "#app/gateways/paymob/transaction-schema.ts";

/**
 * Money that a later failure on the same order hides from the order inquiry: collections nested in the order's own
 * reading. One source has that list (gateways.md P5), so what cannot be read of it is passed over, never a problem.
 */
export async function findSuccesses(
  client: PaymobClient,
  account: PaymobAccount,
  orderRef: string,
): Promise<TransactionFact[]> {
  const reply = await client.read("GET", `/api/ecommerce/orders/${encodeURIComponent(orderRef)}`);
  const order = Order.safeParse(reply.outcome === "answered" && reply.status === 200 ? reply.json : null);
  if (!order.success) return [];
  return order.data.transactions
    .map((nested) => AnsweredTransaction.safeParse(nested))
    .filter((read) => read.success && readState(read.data).about === "collection")
    .map((read) => readTransaction(read.data!, account, "in an answer"))
    .filter((fact) => fact.orderRef === orderRef && fact.state !== "failed" && fact.state !== "pending");
}

const Order = z.object({ transactions: z.array(z.unknown()) });
