import { anotherAmount } from "../another-amount.ts";
import { type DeliveryMode, deliverAs } from "../delivery/deliver-as.ts";
import type { Outcome } from "../outcomes.ts";
import type { Sandbox } from "../sandbox.ts";
import { attemptPayment, conclude } from "./attempt-payment.ts";
import type { OrderRecord, TransactionRecord } from "./records.ts";
import { returnUrl } from "./return-url.ts";
import { cardTokenEvent } from "./token-callback.ts";
import { transactionEvent } from "./transaction-callback.ts";

export interface PayChoice {
  outcome: Outcome;
  delivery: DeliveryMode;
  method?: string | undefined;
  delayMs?: number | undefined;
  times?: number | undefined;
  /** What is really paid; another amount than the order's unless left out. */
  amountMinor?: number | undefined;
  otherReference?: string | undefined;
  saveCard?: boolean | undefined;
}

export type PaymobPaid =
  | { outcome: "done"; transaction: TransactionRecord | null; redirectUrl: string | null }
  | { outcome: "impossible"; reason: string };

/** Lets a student pay an order as chosen, tells the merchant as chosen, and says where the browser goes. */
export async function payOrder(sandbox: Sandbox, order: OrderRecord, choice: PayChoice): Promise<PaymobPaid> {
  const amountMinor =
    choice.amountMinor ?? (choice.delivery === "other_amount" ? anotherAmount(order.amountCents) : undefined);
  const attempt = attemptPayment(sandbox, order, { ...choice, amountMinor });
  if (attempt.outcome === "impossible") return attempt;
  if (attempt.outcome === "left")
    return { outcome: "done", transaction: null, redirectUrl: returnUrl(sandbox, order, null) };
  const { transaction } = attempt;
  if (choice.saveCard && transaction.success)
    await deliverAs(sandbox, cardTokenEvent(sandbox, order), { mode: choice.delivery });
  await tell(sandbox, transaction, choice);
  return { outcome: "done", transaction, redirectUrl: returnUrl(sandbox, order, transaction) };
}

/** Settles a transaction that was left pending. Null when it is not pending any more. */
export async function settleTransaction(
  sandbox: Sandbox,
  transaction: TransactionRecord,
  choice: PayChoice,
): Promise<TransactionRecord | null> {
  if (!transaction.pending) return null;
  const other =
    choice.amountMinor ??
    (choice.delivery === "other_amount" ? anotherAmount(transaction.amountCents) : null);
  if (other) transaction.amountCents = other;
  conclude(transaction, choice.outcome);
  await tell(sandbox, transaction, choice);
  return transaction;
}

function tell(sandbox: Sandbox, transaction: TransactionRecord, choice: PayChoice): Promise<void> {
  const about = transaction.pending ? "pending" : choice.outcome;
  return deliverAs(sandbox, transactionEvent(sandbox, transaction, about, choice.otherReference), {
    mode: choice.delivery,
    delayMs: choice.delayMs,
    times: choice.times,
  });
}
