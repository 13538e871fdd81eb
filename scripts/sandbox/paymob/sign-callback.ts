import { createHmac } from "node:crypto";

/**
 * Paymob's signatures, written from gateways.md P3 and shared with nothing else, so that product and sandbox check each other.
 * HMAC-SHA512, lower-case hex, over the values in this order with no separator.
 */
const transactionFields = [
  "amount_cents",
  "created_at",
  "currency",
  "error_occured",
  "has_parent_transaction",
  "id",
  "integration_id",
  "is_3d_secure",
  "is_auth",
  "is_capture",
  "is_refunded",
  "is_standalone_payment",
  "is_voided",
  "order.id",
  "owner",
  "pending",
  "source_data.pan",
  "source_data.sub_type",
  "source_data.type",
  "success",
];
const tokenFields = [
  "card_subtype",
  "created_at",
  "email",
  "id",
  "masked_pan",
  "merchant_id",
  "order_id",
  "token",
];
const deliveryStatusFields = [
  "order_id",
  "order_delivery_status",
  "merchant_id",
  "merchant_name",
  "updated_at",
];

type Body = Record<string, unknown>;

/** Signs the `obj` of a TRANSACTION callback (nested, `order.id`). */
export function signTransaction(obj: Body, secret: string): string {
  return hmac(transactionFields.map((path) => at(obj, path)).join(""), secret);
}

/** Signs the browser's return query: the same values under flat names, the order under `order` or `order_id`. */
export function signReturnQuery(query: Record<string, string>, secret: string): string {
  const values = transactionFields.map((name) =>
    name === "order.id" ? (query.order ?? query.order_id ?? "") : (query[name] ?? ""),
  );
  return hmac(values.join(""), secret);
}

export function signCardToken(obj: Body, secret: string): string {
  return hmac(tokenFields.map((path) => at(obj, path)).join(""), secret);
}

/** Signs a subscription callback, whose hmac travels in the body. */
export function signSubscription(body: Body, secret: string): string {
  return hmac(`${at(body, "trigger_type")}for${at(body, "subscription_data.id")}`, secret);
}

export function signDeliveryStatus(obj: Body, secret: string): string {
  return hmac(deliveryStatusFields.map((path) => at(obj, path)).join(""), secret);
}

function hmac(message: string, secret: string): string {
  return createHmac("sha512", secret).update(message, "utf8").digest("hex");
}

function at(body: unknown, path: string): string {
  let value: unknown = body;
  for (const name of path.split(".")) value = (value as Body | null | undefined)?.[name];
  return value === null || value === undefined ? "" : String(value);
}
