import { readSandboxKeys } from "#scripts/sandbox/keys.ts";
import { signTransaction } from "#scripts/sandbox/paymob/sign-callback.ts";

/** A signed callback, ready to post: path with its hmac, and about 2 KB of body, like the real ones. */
export interface SignedCallback {
  path: string;
  body: string;
}

let nextTransaction = 190_000_000 + Math.floor(Math.random() * 1e6) * 10;

/** An approved card payment of this order, signed with the stage's secret. `tamper` breaks the signature instead. */
export function approvedCallback(
  orderId: number,
  options: { amountMinor?: number; transactionId?: number; tamper?: boolean } = {},
): SignedCallback {
  const keys = readSandboxKeys(process.env).paymob;
  nextTransaction += 1;
  const obj = {
    id: options.transactionId ?? nextTransaction,
    pending: false,
    amount_cents: options.amountMinor ?? 45_000,
    success: true,
    is_auth: false,
    is_capture: false,
    is_standalone_payment: true,
    is_voided: false,
    is_refunded: false,
    is_3d_secure: true,
    integration_id: keys.integrations[0]!.id,
    profile_id: 164295,
    has_parent_transaction: false,
    order: {
      id: orderId,
      created_at: "2026-06-13T11:32:09.628623",
      delivery_needed: false,
      merchant: { id: 164295, company_name: "Example Merchant", country: "EGY", city: "Cairo" },
      amount_cents: options.amountMinor ?? 45_000,
      shipping_data: {
        first_name: "Test",
        last_name: "Customer",
        email: "customer@example.com",
        phone_number: "+200000000000",
      },
      currency: "EGP",
      merchant_order_id: null,
      paid_amount_cents: options.amountMinor ?? 45_000,
      items: [],
    },
    created_at: "2026-06-13T11:33:44.592345",
    currency: "EGP",
    source_data: { pan: "2346", type: "card", tenure: null, sub_type: "MasterCard" },
    is_void: false,
    is_refund: false,
    error_occured: false,
    refunded_amount_cents: 0,
    captured_amount: 0,
    is_captured: false,
    owner: 302852,
    parent_transaction: null,
    data: {
      klass: "MigsPayment",
      message: "Approved",
      txn_response_code: "APPROVED",
      acq_response_code: "00",
      padding: "x".repeat(900),
    },
  };
  const hmac = signTransaction(obj, keys.hmacSecret);
  return {
    path: `/api/payments/webhook?hmac=${options.tamper ? hmac.replace(/^./, (first) => (first === "0" ? "1" : "0")) : hmac}`,
    body: JSON.stringify({
      type: "TRANSACTION",
      obj,
      issuer_bank: null,
      transaction_processed_callback_responses: "",
    }),
  };
}
