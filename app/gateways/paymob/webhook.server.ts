import type { Authentication, Envelope } from "#app/gateways/gateway.ts";
import { isObject } from "#app/gateways/is-object.ts";
import { digest, transactionKey } from "#app/gateways/paymob/event-key.server.ts";
import { parseBody } from "#app/gateways/paymob/parse-body.server.ts";
import { isSigned, type SignedKind, signedValues } from "#app/gateways/paymob/signature.server.ts";

type Body = Record<string, unknown>;

/**
 * Is this callback Paymob's? The signature is in the query (a subscription's in its body) and covers chosen
 * values of the body, not its bytes. A type nobody documented cannot be verified, so it counts as unsigned.
 */
export function authenticate(raw: Uint8Array, url: URL, hmacSecret: string): Authentication {
  const body = parseBody(raw);
  if (!body) return { verdict: "unparseable" };
  const kind = kindOf(body);
  const signatures = kind === "subscription" ? [body.hmac] : url.searchParams.getAll("hmac");
  const [signature] = signatures;
  if (typeof signature !== "string" || signature === "")
    return { verdict: "bad_signature", reason: "missing" };
  if (!kind || signatures.length > 1 || !isSigned(signedValues(kind, body), signature, hmacSecret))
    return { verdict: "bad_signature", reason: "wrong" };
  const envelope: Envelope = { gateway: "paymob", kind, eventKey: eventKey(kind, body, raw), body };
  return { verdict: "authentic", envelope };
}

const kindByType: Record<string, SignedKind> = {
  TRANSACTION: "transaction",
  TOKEN: "card_token",
  DELIVERY_STATUS: "delivery_status",
};

function kindOf(body: Body): SignedKind | null {
  if (typeof body.type === "string")
    return Object.hasOwn(kindByType, body.type) ? kindByType[body.type]! : null;
  return typeof body.trigger_type === "string" && isObject(body.subscription_data) ? "subscription" : null;
}

function eventKey(kind: SignedKind, body: Body, raw: Uint8Array): string {
  const values = signedValues(kind, body);
  if (kind === "transaction") return transactionKey(body, raw);
  // A subscription's signature is the same every month; only the request's own id tells two events apart.
  const request = typeof body.paymob_request_id === "string" ? body.paymob_request_id : null;
  if (kind === "subscription") return `subscription:${digest([values, request])}`;
  return `${kind}:${digest(values)}`;
}
