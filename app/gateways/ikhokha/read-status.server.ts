import { z } from "zod";
import type { TransactionFact, TransactionState } from "#app/gateways/gateway.ts";

export const Status = z
  .object({
    paylinkID: z.string().regex(/^[\w-]{1,100}$/),
    status: z.string().min(1).max(60),
    amount: z.int().nonnegative().nullish(),
    createdAt: z.string().nullish().catch(null),
    externalTransactionID: z.string().nullish().catch(null),
  })
  .refine(({ status, amount }) => status !== "PAID" || typeof amount === "number", "paid without an amount");

// PAID is the documented word here (SUCCESS is the callback's); the open ones are guesses of third parties.
const stateByStatus: Record<string, TransactionState> = {
  PAID: "succeeded",
  FAILURE: "failed",
  PENDING: "pending",
  CREATED: "pending",
};

/** A status answer in our words. iKhokha names no transaction: the link's id stands for it. */
export function readStatus(status: z.output<typeof Status>): TransactionFact {
  const known = Object.hasOwn(stateByStatus, status.status);
  const state = known ? stateByStatus[status.status]! : "unknown";
  return {
    ...linkFact(status.paylinkID),
    state,
    attemptRef: status.externalTransactionID ?? null,
    amount: typeof status.amount === "number" ? { minor: status.amount, currency: "ZAR" } : null,
    gatewayTime: status.createdAt ?? null,
    code: state === "failed" ? "declined" : null,
    gatewayCode: state === "failed" || state === "unknown" ? status.status : null,
    reason: state === "unknown" ? status.status : null,
  };
}

/** What is the same for everything iKhokha says of a link. */
export function linkFact(paylinkId: string): TransactionFact {
  return {
    state: "unknown",
    transactionRef: paylinkId,
    orderRef: paylinkId,
    attemptRef: null,
    amount: null,
    refundedMinor: null,
    account: null,
    accountIsOurs: true,
    method: "card",
    gatewayTime: null,
    // createdAt is when the link was made, not when it was paid (docs/decisions/0012).
    gatewayAt: null,
    code: null,
    gatewayCode: null,
    reason: null,
  };
}
