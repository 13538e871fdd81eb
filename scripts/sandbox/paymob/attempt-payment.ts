import type { Integration } from "../keys.ts";
import { failures, type Outcome, type Verdict } from "../outcomes.ts";
import type { Sandbox } from "../sandbox.ts";
import type { OrderRecord, TransactionRecord } from "./records.ts";

export type PaymobAttempt =
  | { outcome: "made"; transaction: TransactionRecord }
  | { outcome: "left" }
  | { outcome: "impossible"; reason: string };

/**
 * One try of the student to pay an order. Several are allowed until one succeeds (gateways.md P1:
 * `single_payment_attempt` is false).
 */
export function attemptPayment(
  sandbox: Sandbox,
  order: OrderRecord,
  choice: { method?: string | undefined; outcome: Outcome; amountMinor?: number | undefined },
): PaymobAttempt {
  const integration = order.integrations.find((each) => !choice.method || each.method === choice.method);
  if (!integration)
    return { outcome: "impossible", reason: `This order cannot be paid by ${choice.method}.` };
  if (isPaid(sandbox, order)) return { outcome: "impossible", reason: "This order is already paid." };
  if (order.expiresAt.getTime() <= Date.now())
    return { outcome: "impossible", reason: "This checkout has expired." };
  if (choice.outcome === "cancel") return { outcome: "left" };

  const now = new Date();
  const transaction: TransactionRecord = {
    id: sandbox.nextId(),
    orderId: order.id,
    integration,
    amountCents: choice.amountMinor ?? order.amountCents,
    createdAt: now,
    updatedAt: now,
    pending: choice.outcome === "pending",
    success: false,
    errorOccured: choice.outcome === "error",
    isAuth: choice.outcome === "authorize" || (order.authOnly && choice.outcome === "approve"),
    isVoided: false,
    kind: "payment",
    parentId: null,
    refundedCents: 0,
    capturedCents: 0,
    is3dSecure: integration.method === "card",
    callbackResponses: [],
    ...pendingVerdict(integration),
  };
  sandbox.paymob.transactions.set(transaction.id, transaction);
  order.transactionIds.push(transaction.id);
  if (!transaction.pending) conclude(transaction, choice.outcome);
  return { outcome: "made", transaction };
}

/** Settles a pending transaction: the same id becomes paid, failed or (a kiosk bill) cancelled. */
export function conclude(transaction: TransactionRecord, outcome: Outcome): void {
  const approved = outcome === "approve" || outcome === "authorize";
  transaction.pending = false;
  transaction.success = approved;
  transaction.updatedAt = new Date();
  if (outcome === "cancel") {
    // A bill nobody paid: voided without ever having succeeded, its message unchanged (gateways.md P4, AMAN).
    transaction.isVoided = true;
    return;
  }
  Object.assign(
    transaction,
    approved ? approvedVerdict(transaction.integration) : failedVerdict(transaction, outcome),
  );
}

export function isPaid(sandbox: Sandbox, order: OrderRecord): boolean {
  return order.transactionIds
    .map((id) => sandbox.paymob.transactions.get(id)!)
    .some((each) => each.kind === "payment" && each.success);
}

function pendingVerdict({ method }: Integration): Verdict {
  if (method === "kiosk") return { responseCode: "05", acquirerCode: null, message: "Pending Payment" };
  if (method === "wallet")
    return { responseCode: "200", acquirerCode: null, message: "Transaction Created Successfully" };
  return { responseCode: null, acquirerCode: null, message: "Pending" };
}

function approvedVerdict({ method, currency }: Integration): Verdict {
  if (method === "wallet")
    return {
      responseCode: "200",
      acquirerCode: null,
      message: "Transaction has been completed successfully.",
    };
  if (method === "kiosk") return { responseCode: "00", acquirerCode: null, message: "Approved" };
  // Saudi Arabia writes 0 where Egypt writes APPROVED (gateways.md P4, codes).
  return {
    responseCode: currency === "SAR" ? "0" : "APPROVED",
    acquirerCode: "00",
    message: "Approved",
  };
}

function failedVerdict(transaction: TransactionRecord, outcome: Outcome): Verdict {
  const verdict = failures[outcome] ?? failures.decline!;
  if (transaction.integration.method === "card") return verdict;
  return { responseCode: null, acquirerCode: null, message: verdict.message };
}
