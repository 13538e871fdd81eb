import type { TransactionState } from "#app/gateways/gateway.ts";
import { isSigned, signedFields } from "#app/gateways/paymob/signature.server.ts";
import { readState } from "#app/gateways/paymob/state.ts";

/** What the browser brought back: words for a page, never for the books. */
export interface PaymobReturn {
  transactionRef: string | null;
  orderRef: string | null;
  /** Null where the query is about a refund, void or capture. */
  state: TransactionState | null;
  reason: string | null;
}

/** Reads the query Paymob appends to the return address; null unless its signature holds. Display only. */
export function readReturn(query: URLSearchParams, hmacSecret: string): PaymobReturn | null {
  // PHP-minded proxies turn the dots of names into underscores; the docs write order_id where redirects say order.
  const get = (name: string) => query.get(name) ?? query.get(name.replace(".", "_"));
  const signedValue = (field: string) =>
    field === "order.id" ? (get("order") ?? get("order_id")) : get(field);
  const values = signedFields.transaction.map(signedValue);
  if (!isSigned(values, query.get("hmac") ?? "", hmacSecret)) return null;

  const is = (name: string) => get(name) === "true";
  const standing = readState({
    pending: is("pending"),
    success: is("success"),
    is_auth: is("is_auth"),
    is_capture: is("is_capture"),
    is_refunded: is("is_refunded"),
    is_voided: is("is_voided"),
    has_parent_transaction: is("has_parent_transaction"),
    is_refund: is("is_refund"),
    is_void: is("is_void"),
  });
  return {
    transactionRef: get("id"),
    orderRef: signedValue("order.id"),
    state: standing.about === "collection" ? standing.state : null,
    reason: get("data.message")?.slice(0, 200) || null,
  };
}
