import { z } from "zod";
import type { CheckoutReply, CheckoutRequest } from "#app/gateways/gateway.ts";
import type { IkhokhaAccount } from "#app/gateways/ikhokha/account.server.ts";
import type { IkhokhaClient } from "#app/gateways/ikhokha/client.server.ts";
import { readError } from "#app/gateways/ikhokha/read-error.server.ts";
import { sortReply } from "#app/gateways/sort-reply.server.ts";

/** Creates a pay link. It does not expire until paid, whatever `expiresInSeconds` says (gateways.md K1). */
export async function createCheckout(
  client: IkhokhaClient,
  account: IkhokhaAccount,
  request: CheckoutRequest,
): Promise<CheckoutReply> {
  if (request.amount.currency !== "ZAR")
    return { outcome: "refused", code: "not_supported", message: "iKhokha takes ZAR only" };
  const urls = {
    callbackUrl: request.notificationUrl,
    successPageUrl: request.returnUrls.success,
    failurePageUrl: request.returnUrls.failure,
    cancelUrl: request.returnUrls.cancel,
  };
  // Their libraries write & < > and ' differently, so a URL with one could be signed two ways (gateways.md K1).
  const unsafe = [...Object.values(urls), account.appUrl].find((url) => /[&<>'"\\\s]/.test(url));
  if (unsafe)
    return { outcome: "refused", code: "invalid_request", message: "a URL cannot be signed safely" };

  const reply = sortReply(
    await client.write("/payment", {
      entityID: account.entityId,
      externalEntityID: account.entityId,
      amount: request.amount.minor,
      currency: "ZAR",
      requesterUrl: account.appUrl,
      description: signableText(request.description),
      paymentReference: request.paymentId,
      mode: "live", // "only live will work for now" (iKhokha's own examples, 2026-01-07)
      externalTransactionID: request.attemptId,
      urls,
    }),
  );

  if (reply.outcome === "refused") return { outcome: "refused", ...readError(reply.status, reply.json) };
  if (reply.outcome !== "accepted") return reply;
  return readCreated(reply.json, request.attemptId) ?? { outcome: "unknown", reason: "unreadable answer" };
}

/** A create answer: success is responseCode "00" and a link, nothing less. Null where it can mean anything. */
export function readCreated(json: unknown, attemptId: string): CheckoutReply | null {
  const answer = Answer.safeParse(json);
  if (!answer.success) return null;
  if (answer.data.responseCode !== "00") return { outcome: "refused", ...readError(200, json) };
  const created = Created.safeParse(json);
  if (!created.success) return null;
  const { paylinkUrl, paylinkID, externalTransactionID } = created.data;
  if (typeof externalTransactionID === "string" && externalTransactionID !== attemptId) return null;
  return { outcome: "redirect", url: paylinkUrl, orderRef: paylinkID, intentionRef: null };
}

const Answer = z.object({ responseCode: z.string().min(1) });
const Created = z.object({
  paylinkUrl: z.url({ protocol: /^https?$/ }),
  paylinkID: z.string().regex(/^[\w-]{1,100}$/),
  externalTransactionID: z.unknown().optional(),
});

/** Free text without what the official samples escape in different ways: apostrophes and control characters. */
function signableText(text: string): string {
  const characters = Array.from(
    text
      .replaceAll("'", "’")
      .replace(/[\p{Cc}\s]+/gu, " ")
      .trim(),
  );
  return characters.slice(0, 255).join("") || "Course";
}
