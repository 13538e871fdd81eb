import type { Outgoing, Variant, WebhookEvent } from "../delivery/delivery.ts";
import type { Sandbox } from "../sandbox.ts";
import { utcTime } from "./gateway-time.ts";
import type { TransactionRecord } from "./records.ts";
import { signTransaction } from "./sign-callback.ts";
import { type TransactionBody, transactionBody } from "./transaction-body.ts";

/** The reference that "another order's reference" names when no other order is known. */
export const strangersReference = "att_of_somebody_else";

/** The TRANSACTION callback about a transaction as it stands now; later changes do not reach into it. */
export function transactionEvent(
  sandbox: Sandbox,
  transaction: TransactionRecord,
  about: string,
  otherReference?: string,
): WebhookEvent {
  const order = sandbox.paymob.orders.get(transaction.orderId)!;
  const snapshot = transactionBody(sandbox, transaction);
  const url = order.notificationUrl;
  return {
    gateway: "paymob",
    subject: String(transaction.id),
    reference: order.reference,
    about,
    build: url
      ? (variant) => buildCallback(sandbox, transaction, snapshot, url, variant, otherReference)
      : null,
    onAnswer: (callbackUrl, status, headers, content) =>
      transaction.callbackResponses.push({
        response: { status: String(status), content, headers, encoding: "UTF-8" },
        callback_url: callbackUrl,
        response_received_at: utcTime(new Date()),
      }),
  };
}

function buildCallback(
  sandbox: Sandbox,
  transaction: TransactionRecord,
  snapshot: TransactionBody,
  callbackUrl: string,
  variant: Variant,
  otherReference: string | undefined,
): Outgoing {
  const obj = structuredClone(snapshot);
  // Each delivery carries the merchant's answers to those before it, so no two are the same bytes (gateways.md P6).
  obj.transaction_processed_callback_responses = [...transaction.callbackResponses];
  if (variant === "earlier") Object.assign(obj, stateBefore(snapshot));
  if (variant === "other_reference")
    obj.order.merchant_order_id = otherReference ?? anotherReference(sandbox, obj.order.merchant_order_id);

  const hmac = signTransaction(obj, sandbox.keys.paymob.hmacSecret);
  const url = new URL(callbackUrl);
  url.searchParams.set("hmac", variant === "broken_signature" ? flipLastDigit(hmac) : hmac);
  const body = {
    type: "TRANSACTION",
    obj,
    issuer_bank: null,
    transaction_processed_callback_responses: "",
  };
  return { url: url.href, headers: {}, body: JSON.stringify(body) };
}

/** The pending callback that the merchant should have had first. */
function stateBefore(now: TransactionBody): Partial<TransactionBody> {
  return {
    pending: true,
    success: false,
    is_voided: false,
    is_refunded: false,
    refunded_amount_cents: 0,
    updated_at: now.created_at,
    data: { ...now.data, message: "Pending", txn_response_code: null, acq_response_code: null },
  };
}

/** merchant_order_id is not signed: a swapped one keeps the callback valid (gateways.md P3). */
function anotherReference(sandbox: Sandbox, own: string | null): string {
  const others = [...sandbox.paymob.ordersByReference.keys()].filter((reference) => reference !== own);
  return others.at(-1) ?? strangersReference;
}

export function flipLastDigit(hex: string): string {
  return hex.slice(0, -1) + (hex.endsWith("0") ? "1" : "0");
}
