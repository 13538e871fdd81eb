import type { Sandbox } from "../sandbox.ts";
import type { OrderRecord, TransactionRecord } from "./records.ts";
import { signReturnQuery } from "./sign-callback.ts";
import { transactionBody } from "./transaction-body.ts";

/**
 * Where the browser goes: the merchant's `redirection_url` with the signed query of the transaction response callback,
 * dots in its names and the order under `order` (gateways.md P2). Null when the merchant gave none.
 */
export function returnUrl(
  sandbox: Sandbox,
  order: OrderRecord,
  transaction: TransactionRecord | null,
): string | null {
  if (!order.redirectionUrl) return null;
  const url = new URL(order.redirectionUrl);
  if (!transaction) return url.href; // left without trying: nothing to report
  const query = returnQuery(sandbox, transaction);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  url.searchParams.set("hmac", signReturnQuery(query, sandbox.keys.paymob.hmacSecret));
  return url.href;
}

function returnQuery(sandbox: Sandbox, transaction: TransactionRecord): Record<string, string> {
  const body = transactionBody(sandbox, transaction);
  const plain = [
    "id",
    "pending",
    "amount_cents",
    "success",
    "is_auth",
    "is_capture",
    "is_standalone_payment",
    "is_voided",
    "is_refunded",
    "is_3d_secure",
    "integration_id",
    "profile_id",
    "has_parent_transaction",
    "created_at",
    "currency",
    "merchant_commission",
    "is_void",
    "is_refund",
    "error_occured",
    "refunded_amount_cents",
    "captured_amount",
    "updated_at",
    "is_settled",
    "bill_balanced",
    "is_bill",
    "owner",
  ] as const;
  const query: Record<string, string> = {};
  for (const name of plain) query[name] = String(body[name]);
  query.order = String(body.order.id);
  if (body.order.merchant_order_id) query.merchant_order_id = body.order.merchant_order_id;
  query.discount_details = "[]";
  query["data.message"] = transaction.message;
  query["source_data.type"] = String(body.source_data.type);
  query["source_data.pan"] = String(body.source_data.pan);
  query["source_data.sub_type"] = String(body.source_data.sub_type);
  if (transaction.acquirerCode) query.acq_response_code = transaction.acquirerCode;
  if (transaction.responseCode) query.txn_response_code = transaction.responseCode;
  return query;
}
