import { createHmac } from "node:crypto";
import { isDigest } from "#app/gateways/constant-time.server.ts";
import { isObject } from "#app/gateways/is-object.ts";

export type SignedKind = "transaction" | "card_token" | "subscription" | "delivery_status";

// The order is Paymob's (gateways.md P3). Whatever is not listed here is not signed: not the reference
// (merchant_order_id), not refund totals, not is_refund, is_void or parent_transaction, nothing under data.
export const signedFields: Record<Exclude<SignedKind, "subscription">, readonly string[]> = {
  transaction: [
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
  ],
  card_token: ["card_subtype", "created_at", "email", "id", "masked_pan", "merchant_id", "order_id", "token"],
  delivery_status: ["order_id", "order_delivery_status", "merchant_id", "merchant_name", "updated_at"],
};

/** The values a callback's signature covers, in signing order. */
export function signedValues(kind: SignedKind, body: Record<string, unknown>): unknown[] {
  if (kind === "subscription") return [body.trigger_type, "for", valueAt(body, ["subscription_data", "id"])];
  return signedFields[kind].map((field) => valueAt(body.obj, field.split(".")));
}

/**
 * The text Paymob signs: the values one after another with no separator, so that digits can move between
 * neighbours under one signature. Null where a value is a list or an object, which Paymob never signs.
 */
export function signedText(values: readonly unknown[]): string | null {
  let text = "";
  for (const value of values) {
    // Null and missing add nothing (docs/decisions/0010); the strict parsing refuses them afterwards.
    if (value === null || value === undefined) continue;
    if (typeof value === "object") return null;
    text += String(value);
  }
  return text;
}

/** HMAC-SHA512; the secret is the dashboard's 32 characters as text, not decoded. */
export function sign(text: string, hmacSecret: string): Buffer {
  return createHmac("sha512", hmacSecret).update(text, "utf8").digest();
}

/** Does this signature (lower-case hex) belong to these values? Constant time. */
export function isSigned(values: readonly unknown[], signature: string, hmacSecret: string): boolean {
  const text = signedText(values);
  return text !== null && isDigest(sign(text, hmacSecret), signature);
}

function valueAt(from: unknown, path: readonly string[]): unknown {
  return path.reduce((value, name) => (isObject(value) ? value[name] : undefined), from);
}
