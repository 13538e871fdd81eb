import type { TransactionState } from "#app/gateways/gateway.ts";

/** The booleans of a transaction that say what became of it. Those Paymob does not sign may be missing. */
export interface StateFlags {
  pending: boolean;
  success: boolean;
  is_auth: boolean;
  is_capture: boolean;
  is_refunded: boolean;
  is_voided: boolean;
  has_parent_transaction: boolean;
  is_captured?: boolean | null;
  is_refund?: boolean | null;
  is_void?: boolean | null;
}

export type Standing =
  | { about: "child"; child: "refund" | "void" | "capture" }
  | { about: "collection"; state: TransactionState; cancelled: boolean };

/** What the booleans say together; first match wins (gateways.md P4). A child is never a collection. */
export function readState(flags: StateFlags): Standing {
  if (flags.is_refund) return { about: "child", child: "refund" };
  if (flags.has_parent_transaction && !flags.is_capture && !flags.is_void)
    return { about: "child", child: "refund" };
  if (flags.is_void) return { about: "child", child: "void" };
  if (flags.is_voided && flags.success) return collection("voided");
  // A kiosk voucher that was never paid and has been withdrawn.
  if (flags.is_voided) return { about: "collection", state: "failed", cancelled: true };
  // A partial refund sets is_refunded too; `success` is not asked, recordings and plugins differ on it.
  if (flags.is_refunded) return collection("refunded");
  if (flags.is_capture) return { about: "child", child: "capture" };
  if (flags.pending) return collection("pending");
  if (flags.success && flags.is_auth && !flags.is_captured) return collection("authorized");
  return collection(flags.success ? "succeeded" : "failed");
}

const collection = (state: TransactionState): Standing => ({ about: "collection", state, cancelled: false });
