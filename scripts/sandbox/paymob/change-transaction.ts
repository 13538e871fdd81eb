import { formatMoney, minorDigits } from "#app/lib/money.ts";
import { type DeliveryMode, deliverAs } from "../delivery/deliver-as.ts";
import type { Sandbox } from "../sandbox.ts";
import type { TransactionRecord } from "./records.ts";
import { transactionEvent } from "./transaction-callback.ts";

export type Changed =
  | { outcome: "made"; child: TransactionRecord }
  | { outcome: "refused"; body: Record<string, unknown> };

/**
 * Gives back some or all of a payment. The callback names the PARENT with its running total and `is_refunded`, also for
 * a part (gateways.md P4, recorded); inquiry by order then answers the child.
 */
export function refundTransaction(
  sandbox: Sandbox,
  parent: TransactionRecord,
  amountCents: number,
  delivery: DeliveryMode = "once",
): Changed {
  const order = sandbox.paymob.orders.get(parent.orderId)!;
  if (!isCollected(parent) || parent.integration.method === "kiosk")
    return refuse("This transaction cannot be refunded.");
  const rest = collectedCents(parent) - parent.refundedCents;
  if (amountCents > rest) {
    const most = (rest / 10 ** minorDigits(order.currency)).toFixed(1);
    return refuse(
      `Requested Refund Amount is greater than the maximum refund amount permissible. Maximum Refund Amount is ${order.currency} ${most}`,
    );
  }
  const child = recordChild(sandbox, parent, "refund", amountCents);
  parent.refundedCents += amountCents;
  const total = formatMoney({ minor: parent.refundedCents, currency: order.currency });
  tellAboutParent(sandbox, parent, `refunded ${total}`, delivery);
  return { outcome: "made", child };
}

/** Takes a card payment back before settlement: cards only, the same day, nothing refunded (gateways.md P5). */
export function voidTransaction(
  sandbox: Sandbox,
  parent: TransactionRecord,
  delivery: DeliveryMode = "once",
): Changed {
  const sameDay = new Date().toDateString() === parent.createdAt.toDateString();
  const voidable = parent.kind === "payment" && parent.success && !parent.isVoided;
  if (!voidable || parent.integration.method !== "card" || parent.refundedCents > 0 || !sameDay)
    return refuse("This transaction cannot be voided.");
  const child = recordChild(sandbox, parent, "void", parent.amountCents);
  parent.isVoided = true;
  tellAboutParent(sandbox, parent, "voided", delivery);
  return { outcome: "made", child };
}

/** Collects an authorisation, once, up to its amount. */
export function captureTransaction(
  sandbox: Sandbox,
  parent: TransactionRecord,
  amountCents: number,
  delivery: DeliveryMode = "once",
): Changed {
  if (!parent.isAuth || !parent.success || parent.isVoided || parent.capturedCents > 0)
    return refuse("This transaction cannot be captured.");
  if (amountCents > parent.amountCents)
    return { outcome: "refused", body: { detail: "Capture amount cannot exceed auth amount" } };
  const child = recordChild(sandbox, parent, "capture", amountCents);
  parent.capturedCents = amountCents;
  tellAboutParent(sandbox, parent, "captured", delivery);
  return { outcome: "made", child };
}

function isCollected(transaction: TransactionRecord): boolean {
  const { kind, success, isVoided, isAuth, capturedCents } = transaction;
  return kind === "payment" && success && !isVoided && (!isAuth || capturedCents > 0);
}

function collectedCents(transaction: TransactionRecord): number {
  return transaction.isAuth ? transaction.capturedCents : transaction.amountCents;
}

function recordChild(
  sandbox: Sandbox,
  parent: TransactionRecord,
  kind: "refund" | "void" | "capture",
  amountCents: number,
): TransactionRecord {
  const now = new Date();
  const child: TransactionRecord = {
    ...parent,
    id: sandbox.nextId(),
    kind,
    parentId: parent.id,
    amountCents,
    createdAt: now,
    updatedAt: now,
    isAuth: false,
    is3dSecure: false,
    refundedCents: 0,
    capturedCents: 0,
    callbackResponses: [],
  };
  sandbox.paymob.transactions.set(child.id, child);
  sandbox.paymob.orders.get(parent.orderId)!.transactionIds.push(child.id);
  parent.updatedAt = now;
  return child;
}

function tellAboutParent(
  sandbox: Sandbox,
  parent: TransactionRecord,
  about: string,
  mode: DeliveryMode,
): void {
  void deliverAs(sandbox, transactionEvent(sandbox, parent, about), { mode });
}

function refuse(message: string): Changed {
  return { outcome: "refused", body: { message } };
}
