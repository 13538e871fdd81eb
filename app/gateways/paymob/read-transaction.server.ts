import { readBankCode } from "#app/gateways/acquirer-code.ts";
import {
  type GatewayErrorCode,
  type PaymentMethod,
  paymentMethods,
  type TransactionFact,
} from "#app/gateways/gateway.ts";
import { findIntegration, type PaymobAccount } from "#app/gateways/paymob/account.server.ts";
import { readTime } from "#app/gateways/paymob/gateway-time.ts";
import { readState } from "#app/gateways/paymob/state.ts";
import type { PaymobTransaction } from "#app/gateways/paymob/transaction-schema.ts";

/**
 * A transaction in our words. `said` is how far to believe what Paymob does not sign: a callback's refund total
 * is nobody's word (null), an answer's is the gateway's. A child's fact carries the child's own amount and state.
 */
export function readTransaction(
  transaction: PaymobTransaction,
  account: PaymobAccount,
  said: "in a callback" | "in an answer",
): TransactionFact {
  const standing = readState(transaction);
  const state = standing.about === "collection" ? standing.state : childState(transaction);
  const cancelled = standing.about === "collection" && standing.cancelled;
  const { message, txn_response_code: code, acq_response_code: bankCode } = transaction.data;
  const failed = state === "failed";
  return {
    state,
    transactionRef: String(transaction.id),
    orderRef: String(transaction.order.id),
    attemptRef: transaction.order.merchant_order_id ?? null,
    amount: { minor: collectedMinor(transaction, said), currency: transaction.currency },
    refundedMinor: said === "in an answer" ? (transaction.refunded_amount_cents ?? null) : null,
    account: String(transaction.integration_id),
    accountIsOurs: findIntegration(account, transaction.integration_id) !== undefined,
    method: readMethod(transaction, account),
    gatewayTime: transaction.created_at,
    gatewayAt: readTime(transaction.created_at),
    code: failed ? (cancelled ? "cancelled" : readFailure(transaction)) : null,
    gatewayCode: failed ? (code ?? bankCode ?? null) : null,
    reason: failed ? (message ?? code ?? null) : null,
  };
}

/** A captured authorisation collected what was captured, which may be less. Only an answer can say so. */
function collectedMinor(transaction: PaymobTransaction, said: "in a callback" | "in an answer"): number {
  const captured = transaction.is_auth && transaction.is_captured ? transaction.captured_amount : null;
  return said === "in an answer" && captured ? captured : transaction.amount_cents;
}

const childState = (child: PaymobTransaction) =>
  child.pending ? "pending" : child.success ? "succeeded" : "failed";

const methodByType: Record<string, PaymentMethod> = {
  card: "card",
  wallet: "wallet",
  aggregator: "kiosk",
  cash_present: "cash",
};

/** By the source's type; instalment brands have many, so then by what the integration is set up for. */
function readMethod(transaction: PaymobTransaction, account: PaymobAccount): PaymentMethod {
  const byType = methodByType[transaction.source_data.type?.toLowerCase() ?? ""];
  const configured = findIntegration(account, transaction.integration_id)?.method;
  return byType ?? paymentMethods.find((method) => method === configured) ?? "unknown";
}

const byResponseCode: Record<string, GatewayErrorCode> = {
  INSUFFICIENT_FUNDS: "insufficient_funds",
  AUTHENTICATION_FAILED: "authentication_failed",
  EXPIRED_CARD: "expired_card",
  "11": "risk",
  ERROR: "processing_error",
};

/** Codes are display data (gateways.md P4): they explain a failure, they never decide that there was one. */
function readFailure({ data, error_occured }: PaymobTransaction): GatewayErrorCode {
  const code = data.txn_response_code ?? "";
  const message = data.message ?? "";
  if (Object.hasOwn(byResponseCode, code)) return byResponseCode[code]!;
  const byBank = readBankCode(data.acq_response_code ?? null);
  if (byBank) return byBank;
  if (/mobile number/i.test(message)) return "invalid_customer";
  if (code === "DECLINED" || /declined|do not honou?r/i.test(message)) return "declined";
  // An ordinary decline has error_occured false.
  return error_occured ? "processing_error" : "declined";
}
