import { minorDigits } from "#app/lib/money.ts";
import { utcTime } from "./gateway-time.ts";
import type { OrderRecord, TransactionRecord } from "./records.ts";

/** `obj.data`: what the card network, the wallet or the kiosk said. Amounts inside `migs_*` are in MAJOR units. */
export function acquirerData(order: OrderRecord, transaction: TransactionRecord): Record<string, unknown> {
  if (transaction.integration.method === "wallet") return walletData(order, transaction);
  if (transaction.integration.method === "kiosk") return kioskData(transaction);
  return cardData(order, transaction);
}

function cardData(order: OrderRecord, transaction: TransactionRecord) {
  const factor = 10 ** minorDigits(order.currency);
  const major = (minor: number) => minor / factor;
  const collected = transaction.success && !transaction.isAuth ? transaction.amountCents : 0;
  const authentication = !transaction.is3dSecure
    ? "AUTHENTICATION_NOT_IN_EFFECT"
    : transaction.responseCode === "AUTHENTICATION_FAILED"
      ? "AUTHENTICATION_FAILED"
      : "AUTHENTICATION_SUCCESSFUL";
  const at = utcTime(transaction.createdAt);
  const receipt = String(transaction.id).padStart(12, "0");
  const types = { payment: "PAYMENT", refund: "REFUND", void: "VOID_PAYMENT", capture: "CAPTURE" };
  const status = transaction.success ? (transaction.isAuth ? "AUTHORIZED" : "CAPTURED") : "FAILED";
  return {
    gateway_integration_pk: transaction.integration.id,
    klass: "MigsPayment",
    created_at: at,
    amount: transaction.amountCents,
    currency: order.currency,
    migs_order: {
      acceptPartialAmount: false,
      amount: major(transaction.amountCents),
      authenticationStatus: authentication,
      chargeback: { amount: null, currency: order.currency },
      creationTime: transaction.createdAt.toISOString(),
      currency: order.currency,
      description: "PAYMOB Sandbox School",
      id: String(order.id),
      lastUpdatedTime: transaction.updatedAt.toISOString(),
      merchantAmount: major(transaction.amountCents),
      merchantCurrency: order.currency,
      status,
      totalAuthorizedAmount: transaction.success ? major(transaction.amountCents) : 0,
      totalCapturedAmount: major(collected),
      totalRefundedAmount: transaction.refundedCents ? major(transaction.refundedCents) : null,
    },
    merchant: "TESTSANDBOX",
    migs_result: transaction.success ? "SUCCESS" : transaction.pending ? "PENDING" : "FAILURE",
    migs_transaction: {
      amount: major(transaction.amountCents),
      authenticationStatus: authentication,
      authorizationCode: receipt.slice(-6),
      currency: order.currency,
      id: String(transaction.id),
      receipt,
      source: "INTERNET",
      stan: receipt.slice(-6),
      terminal: "SANDBOX01",
      type: types[transaction.kind],
    },
    txn_response_code: transaction.responseCode,
    acq_response_code: transaction.acquirerCode,
    message: transaction.message,
    merchant_txn_ref: String(transaction.id),
    order_info: String(order.id),
    receipt_no: receipt,
    transaction_no: receipt.slice(-9),
    batch_no: Number(at.slice(0, 10).replaceAll("-", "")),
    authorize_id: receipt.slice(-6),
    card_type: "MASTERCARD",
    card_num: "512345xxxxxx2346",
    secure_hash: "",
    avs_result_code: "",
    avs_acq_response_code: transaction.acquirerCode,
    captured_amount: major(collected),
    authorised_amount: transaction.success ? major(transaction.amountCents) : 0,
    refunded_amount: transaction.refundedCents ? major(transaction.refundedCents) : null,
    acs_eci: transaction.is3dSecure ? "02" : "",
  };
}

function walletData(order: OrderRecord, transaction: TransactionRecord) {
  return {
    klass: "WalletPayment",
    token: "",
    amount: transaction.amountCents,
    method: 0,
    message: transaction.message,
    currency: order.currency,
    created_at: utcTime(transaction.createdAt),
    order_info: order.billing.email ?? "NA",
    uig_txn_id: String(transaction.id),
    upg_txn_id: null,
    mer_txn_ref: `${transaction.integration.id}_${order.intentionId.slice(-32)}`,
    redirect_url: "NA",
    wallet_issuer: "VODAFONE",
    wallet_msisdn: "01010101010",
    gateway_source: "",
    upg_qrcode_ref: String(transaction.id),
    // A refused wallet carries no code at all (sample paymob-wallet-declined).
    ...(transaction.responseCode === null ? {} : { txn_response_code: transaction.responseCode }),
    gateway_integration_pk: transaction.integration.id,
  };
}

function kioskData(transaction: TransactionRecord) {
  return {
    otp: "",
    ref: null,
    rrn: null,
    klass: "CAGGPayment",
    amount: null,
    biller: null,
    message: transaction.message,
    from_user: null,
    due_amount: transaction.amountCents,
    agg_terminal: null,
    paid_through: "",
    bill_reference: transaction.id,
    cashout_amount: null,
    txn_response_code: transaction.responseCode,
    gateway_integration_pk: transaction.integration.id,
  };
}
