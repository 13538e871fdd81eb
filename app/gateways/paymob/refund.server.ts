import type { RefundReply, RefundRequest } from "#app/gateways/gateway.ts";
import type { PaymobClient } from "#app/gateways/paymob/client.server.ts";
import { readError } from "#app/gateways/paymob/read-error.server.ts";
import { AnsweredTransaction } from "#app/gateways/paymob/transaction-schema.ts";
import { sortReply } from "#app/gateways/sort-reply.server.ts";

/**
 * Gives money back on a transaction. Paymob knows no idempotency key here, so the call is made once; without a
 * readable answer only an inquiry tells whether it counted.
 */
export async function refund(client: PaymobClient, request: RefundRequest): Promise<RefundReply> {
  if (!/^[1-9]\d{0,15}$/.test(request.transactionRef))
    return { outcome: "refused", code: "not_found", message: "not a Paymob transaction id" };
  const reply = sortReply(
    await client.write("/api/acceptance/void_refund/refund", {
      transaction_id: Number(request.transactionRef),
      amount_cents: request.amount.minor,
    }),
  );
  if (reply.outcome === "unsent")
    return { outcome: "refused", code: "unavailable", message: `not sent: ${reply.reason}` };
  if (reply.outcome === "refused") return { outcome: "refused", ...readError(reply.status, reply.json) };
  if (reply.outcome === "unknown") return reply;
  const child = AnsweredTransaction.safeParse(reply.json);
  if (!child.success) return { outcome: "unknown", reason: "unreadable answer" };

  const { id, success, pending, amount_cents, parent_transaction, data } = child.data;
  const isOurs =
    amount_cents === request.amount.minor && String(parent_transaction) === request.transactionRef;
  if (!isOurs) return { outcome: "unknown", reason: "the answer is about another refund" };
  if (pending) return { outcome: "unknown", reason: "the refund is pending" };
  // 200 can carry a refusal inside (gateways.md P5).
  if (!success)
    return { outcome: "refused", code: "declined", message: data.message ?? "the refund was declined" };
  return { outcome: "done", refundRef: String(id) };
}
