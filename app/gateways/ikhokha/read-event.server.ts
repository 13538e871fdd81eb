import { z } from "zod";
import { readBankCode } from "#app/gateways/acquirer-code.ts";
import type { Envelope, GatewayEvent } from "#app/gateways/gateway.ts";
import { linkFact } from "#app/gateways/ikhokha/read-status.server.ts";
import { isObject } from "#app/gateways/is-object.ts";
import { storableText } from "#app/lib/storable-text.ts";

/**
 * What an authentic callback says. It carries no amount, no time and no nonce and can be replayed, so SUCCESS is
 * a hint that getStatus must confirm; FAILURE is no end, the same link can still be paid. Never throws.
 */
export function readEvent(envelope: Envelope): GatewayEvent {
  const { body } = envelope;
  if (isObject(body) && !("paylinkID" in body) && "transactionId" in body)
    return { type: "unsupported", description: "a callback of iKhokha's older e-commerce API" };
  const read = Callback.safeParse(body);
  if (!read.success)
    return { type: "malformed", problem: read.error.issues[0]?.path.join(".") || "body", orderRef: null };

  const { paylinkID, status, externalTransactionID, responseCode } = read.data;
  const base = { ...linkFact(paylinkID), attemptRef: externalTransactionID ?? null };
  if (status === "SUCCESS")
    return { type: "transaction", fact: { ...base, state: "succeeded" }, confirm: true };
  if (status === "FAILURE") {
    const code = readBankCode(responseCode ?? null) ?? "declined";
    const fact = { ...base, state: "failed", code, gatewayCode: responseCode ?? null } as const;
    return { type: "transaction", fact, confirm: false };
  }
  const said = status ?? "(no status)";
  const fact = { ...base, state: "unknown", gatewayCode: responseCode ?? null, reason: said } as const;
  return { type: "transaction", fact, confirm: true };
}

const word = z.string().max(100).transform(storableText);
const Callback = z.object({
  paylinkID: z.string().regex(/^[\w-]{1,100}$/),
  status: word.nullish(),
  externalTransactionID: word.nullish(),
  responseCode: word.nullish(),
});
