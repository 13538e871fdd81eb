import { createHash } from "node:crypto";
import { utcTime } from "./gateway-time.ts";
import type { OrderRecord } from "./records.ts";

const gatewayTypes: Record<string, string> = { card: "MIGS", wallet: "UIG", kiosk: "CAGG" };

/** What intention create answers, in the shape of sample paymob-intention-created. */
export function intentionBody(order: OrderRecord) {
  return {
    payment_keys: order.integrations.map((integration) => ({
      integration: integration.id,
      key: createHash("sha256").update(`${order.clientSecret}${integration.id}`).digest("hex"),
      gateway_type: gatewayTypes[integration.method] ?? "MIGS",
      iframe_id: null,
      order_id: order.id,
      redirection_url: order.redirectionUrl,
      save_card: integration.method === "card",
    })),
    redirection_url: order.redirectionUrl,
    intention_order_id: order.id,
    id: order.intentionId,
    intention_detail: {
      amount: order.amountCents,
      items: order.items.map((item) => ({
        name: item.name,
        amount: item.amount,
        description: item.description ?? "",
        quantity: item.quantity,
        image: item.image ?? null,
      })),
      currency: order.currency,
      billing_data: order.billing,
    },
    client_secret: order.clientSecret,
    payment_methods: order.integrations.map((integration) => ({
      integration_id: integration.id,
      alias: null,
      name: integration.method,
      method_type: "online",
      currency: integration.currency,
      live: false,
      use_cvc_with_moto: false,
    })),
    special_reference: order.reference,
    extras: {
      creation_extras: {
        ...order.extras,
        ...(order.reference ? { merchant_order_id: order.reference } : {}),
      },
      confirmation_extras: null,
    },
    confirmed: false,
    status: "intended",
    created: utcTime(order.createdAt),
    card_detail: null,
    card_tokens: [],
    object: "paymentintention",
  };
}
