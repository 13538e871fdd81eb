import { createHash } from "node:crypto";
import { isDigest, isSameText } from "#app/gateways/constant-time.server.ts";
import type { Authentication } from "#app/gateways/gateway.ts";
import type { IkhokhaAccount } from "#app/gateways/ikhokha/account.server.ts";
import { sign } from "#app/gateways/ikhokha/signature.server.ts";
import { isObject } from "#app/gateways/is-object.ts";

/**
 * Is this callback iKhokha's? Our application id, and a signature over our callback path and the body in one of
 * the three forms seen in the field (gateways.md K1): as received, re-serialised, re-serialised without `text`.
 */
export function authenticate(raw: Uint8Array, headers: Headers, account: IkhokhaAccount): Authentication {
  try {
    return verify(raw, headers, account);
  } catch (error) {
    // JSON nested a hundred thousand deep parses, but cannot be written again: the sender's mistake, not ours.
    if (error instanceof RangeError) return { verdict: "unparseable" };
    throw error;
  }
}

function verify(raw: Uint8Array, headers: Headers, account: IkhokhaAccount): Authentication {
  const text = decode(raw);
  const body = text === null ? null : parse(text);
  if (text === null || !body) return { verdict: "unparseable" };
  const signature = headers.get("ik-sign");
  const appId = headers.get("ik-appid");
  if (!signature || !appId) return { verdict: "bad_signature", reason: "missing" };
  if (!isSameText(account.appId, appId)) return { verdict: "bad_signature", reason: "foreign_account" };

  const { text: _added, ...withoutText } = body;
  const forms = [text, JSON.stringify(body), JSON.stringify(withoutText)];
  const verifies = forms.some((form) =>
    isDigest(sign(account.callbackPath, form, account.appSecret), signature),
  );
  if (!verifies) return { verdict: "bad_signature", reason: "wrong" };
  const kind = typeof body.paylinkID === "string" ? "transaction" : "other";
  return { verdict: "authentic", envelope: { gateway: "ikhokha", kind, eventKey: eventKey(body), body } };
}

/** Link and status, and a digest of what is signed: iKhokha sends no event id. `text` may come and go. */
function eventKey(body: Record<string, unknown>): string {
  const { text: _added, ...signed } = body;
  const values = JSON.stringify(Object.entries(signed).sort(([a], [b]) => (a < b ? -1 : 1)));
  const digest = createHash("sha256").update(values).digest("hex").slice(0, 24);
  const word = (value: unknown) => (typeof value === "string" && /^[\w-]{1,100}$/.test(value) ? value : "-");
  return `${word(body.paylinkID)}:${word(body.status)}:${digest}`;
}

/** A callback's JSON, or null if it is not a JSON object in UTF-8. */
export function parseBody(raw: Uint8Array): Record<string, unknown> | null {
  const text = decode(raw);
  return text === null ? null : parse(text);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decode(raw: Uint8Array): string | null {
  try {
    return utf8.decode(raw);
  } catch {
    return null;
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? body : null;
  } catch {
    return null;
  }
}
