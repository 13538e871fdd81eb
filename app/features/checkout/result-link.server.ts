import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "#app/lib/env.server.ts";

/**
 * Where a gateway sends the student back: `…/payment/result?payment=<id>.<token>`. One parameter and no `&`,
 * because iKhokha signs the URLs it is given (gateways.md K1). The token lets this one payment's result be seen
 * by whoever holds the link: banking apps open it in browsers that do not know the session.
 */
export function resultPath(courseId: string, paymentId: string): string {
  return `/courses/${courseId}/payment/result?payment=${paymentId}.${resultToken(paymentId)}`;
}

/** The token of a payment's result link, made with the newest session secret. */
export function resultToken(paymentId: string): string {
  return tokenWith(env().SESSION_SECRET[0]!, paymentId);
}

/** True if the token is this payment's, under any of the secrets in use. Constant time. */
export function isResultToken(paymentId: string, token: string | null | undefined): boolean {
  if (token?.length !== 32) return false;
  const given = Buffer.from(token);
  return env().SESSION_SECRET.some((secret) => {
    const expected = Buffer.from(tokenWith(secret, paymentId));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** Reads the `payment` parameter of a result page. Null: it names no payment. */
export function readResultLink(value: string | null): { paymentId: string; tokenOk: boolean } | null {
  const match = /^(pay_[0-9a-z]+)(?:\.([0-9a-f]+))?/.exec(value ?? "");
  return match ? { paymentId: match[1]!, tokenOk: isResultToken(match[1]!, match[2]) } : null;
}

function tokenWith(secret: string, paymentId: string): string {
  return createHmac("sha256", secret).update(`result-link:${paymentId}`).digest("hex").slice(0, 32);
}
