import type { Sandbox } from "../sandbox.ts";
import { acquirerData } from "./acquirer-data.ts";
import { regionTime } from "./gateway-time.ts";
import { address, orderBody } from "./order-body.ts";
import { merchant, type OrderRecord, type TransactionRecord } from "./records.ts";

export type TransactionBody = ReturnType<typeof transactionBody>;

/** A transaction as callbacks carry it in `obj` and as the inquiry endpoints answer it. */
export function transactionBody(sandbox: Sandbox, transaction: TransactionRecord) {
  const order = sandbox.paymob.orders.get(transaction.orderId)!;
  const child = transaction.parentId !== null;
  return {
    id: transaction.id,
    pending: transaction.pending,
    amount_cents: transaction.amountCents,
    success: transaction.success,
    is_auth: transaction.isAuth,
    is_capture: transaction.kind === "capture",
    is_standalone_payment: !child && !transaction.isAuth,
    is_voided: transaction.isVoided,
    is_refunded: transaction.refundedCents > 0,
    is_3d_secure: transaction.is3dSecure,
    integration_id: transaction.integration.id,
    profile_id: merchant.profileId,
    has_parent_transaction: child,
    order: orderBody(order, paidTransaction(sandbox, order)),
    created_at: regionTime(transaction.createdAt, order.currency),
    transaction_processed_callback_responses: [...transaction.callbackResponses],
    currency: order.currency,
    source_data: sourceData(transaction),
    api_source: "IFRAME",
    terminal_id: null,
    merchant_commission: 0,
    accept_fees: 0,
    installment: null,
    discount_details: [],
    is_void: transaction.kind === "void",
    is_refund: transaction.kind === "refund",
    data: acquirerData(order, transaction),
    is_hidden: false,
    payment_key_claims: child ? null : paymentKeyClaims(order, transaction),
    error_occured: transaction.errorOccured,
    is_live: false,
    other_endpoint_reference: null,
    refunded_amount_cents: transaction.refundedCents,
    source_id: -1,
    is_captured: transaction.capturedCents > 0,
    captured_amount: transaction.capturedCents,
    merchant_staff_tag: null,
    updated_at: regionTime(transaction.updatedAt, order.currency),
    is_settled: false,
    bill_balanced: false,
    is_bill: false,
    owner: merchant.ownerId,
    parent_transaction: transaction.parentId,
  };
}

function paidTransaction(sandbox: Sandbox, order: OrderRecord): TransactionRecord | undefined {
  return order.transactionIds
    .map((id) => sandbox.paymob.transactions.get(id)!)
    .find((each) => each.kind === "payment" && each.success && !each.isAuth && !each.isVoided);
}

function sourceData(transaction: TransactionRecord): Record<string, unknown> {
  if (transaction.integration.method === "wallet")
    return {
      pan: "01010101010",
      type: "wallet",
      sub_type: "wallet",
      owner_name: null,
      phone_number: "01010101010",
    };
  if (transaction.integration.method === "kiosk")
    return { pan: "", type: "aggregator", sub_type: "AGGREGATOR" };
  return { pan: "2346", type: "card", tenure: null, sub_type: "MasterCard" };
}

function paymentKeyClaims(order: OrderRecord, transaction: TransactionRecord) {
  return {
    exp: Math.floor(order.expiresAt.getTime() / 1000),
    extra: { ...order.extras, ...(order.reference ? { merchant_order_id: order.reference } : {}) },
    user_id: merchant.userId,
    currency: order.currency,
    order_id: order.id,
    amount_cents: transaction.amountCents,
    billing_data: { ...address(order), postal_code: "NA", extra_description: "NA" },
    notification_url: order.notificationUrl,
    redirect_url: order.redirectionUrl,
    integration_id: transaction.integration.id,
    lock_order_when_paid: false,
    next_payment_intention: order.intentionId,
    single_payment_attempt: false,
  };
}
