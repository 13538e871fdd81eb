import { createHash, type Hash } from "node:crypto";
import { signedValues } from "#app/gateways/paymob/signature.server.ts";
import { readState } from "#app/gateways/paymob/state.ts";
import { CallbackTransaction } from "#app/gateways/paymob/transaction-schema.ts";

/**
 * The key of a transaction callback: id, what it says, the refund total (two refunds carry one signature), and a
 * digest of the signed values one by one. The digest keeps a twin with moved digits from ever taking the honest
 * event's key; what changes between re-deliveries (the delivery log, the order of keys) is not in it.
 */
export function transactionKey(body: Record<string, unknown>, raw: Uint8Array): string {
  const values = signedValues("transaction", body);
  const read = CallbackTransaction.safeParse(body.obj);
  // A body that will be refused must not stand where a readable one would. By its bytes: it can be of any shape.
  if (!read.success) return `transaction:malformed:${shorten(createHash("sha256").update(raw))}`;
  const { data: transaction } = read;
  const standing = readState(transaction);
  if (standing.about === "child")
    return `transaction:${transaction.id}:child_${standing.child}:${digest([values, transaction.parent_transaction])}`;
  const refunded = standing.state === "refunded" ? (transaction.refunded_amount_cents ?? 0) : 0;
  return `transaction:${transaction.id}:${standing.state}:${refunded}:${digest(values)}`;
}

/** Enough of a SHA-256 that nobody can find a second set of values for it. */
export function digest(values: readonly unknown[]): string {
  return shorten(createHash("sha256").update(JSON.stringify(values)));
}

const shorten = (hash: Hash) => hash.digest("hex").slice(0, 24);
