import { regionTime } from "./gateway-time.ts";
import { merchant, type OrderRecord, type TransactionRecord } from "./records.ts";

/** The `order` object inside a transaction, in the shape of sample paymob-card-success-egp. */
export function orderBody(order: OrderRecord, paid: TransactionRecord | undefined) {
  return {
    id: order.id,
    created_at: regionTime(order.createdAt, order.currency),
    delivery_needed: false,
    merchant: {
      id: merchant.profileId,
      created_at: "2022-03-24T21:13:47.852384",
      phones: ["+200000000000"],
      company_emails: ["merchant@example.com"],
      company_name: "Sandbox School",
      state: "",
      country: "EGY",
      city: "Cairo",
      postal_code: "",
      street: "",
    },
    collector: null,
    amount_cents: order.amountCents,
    shipping_data: {
      id: order.shippingId,
      ...address(order),
      postal_code: "NA",
      extra_description: "",
      shipping_method: "UNK",
      order_id: order.id,
      order: order.id,
    },
    currency: order.currency,
    is_payment_locked: false,
    is_return: false,
    is_cancel: false,
    is_returned: false,
    is_canceled: false,
    merchant_order_id: order.reference,
    wallet_notification: null,
    // Wallets leave this 0 although the money is there (sample paymob-wallet-success).
    paid_amount_cents: paid && paid.integration.method !== "wallet" ? paid.amountCents : 0,
    notify_user_with_email: false,
    items: order.items.map((item) => ({
      name: item.name,
      description: item.description ?? "",
      amount_cents: item.amount,
      quantity: item.quantity,
    })),
    order_url: "NA",
    commission_fees: 0,
    delivery_fees_cents: 0,
    delivery_vat_cents: 0,
    payment_method: "tbc",
    merchant_staff_tag: null,
    api_source: "OTHER",
    data: {},
    payment_status: paid ? "PAID" : "UNPAID",
    terminal_version: null,
  };
}

/** The student's address as Paymob repeats it: what was not sent is "NA". */
export function address(order: OrderRecord): Record<string, string> {
  const names = [
    "first_name",
    "last_name",
    "street",
    "building",
    "floor",
    "apartment",
    "city",
    "state",
    "country",
    "email",
    "phone_number",
  ];
  return Object.fromEntries(names.map((name) => [name, order.billing[name] ?? "NA"]));
}
