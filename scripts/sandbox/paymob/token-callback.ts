import { randomBytes } from "node:crypto";
import type { WebhookEvent } from "../delivery/delivery.ts";
import type { Sandbox } from "../sandbox.ts";
import { regionTime } from "./gateway-time.ts";
import { merchant, type OrderRecord } from "./records.ts";
import { signCardToken } from "./sign-callback.ts";
import { flipLastDigit } from "./transaction-callback.ts";

/** The TOKEN callback of a student who saved the card. It can come before its TRANSACTION (gateways.md P2). */
export function cardTokenEvent(sandbox: Sandbox, order: OrderRecord): WebhookEvent {
  const obj = {
    id: sandbox.nextId(),
    token: randomBytes(28).toString("hex"),
    masked_pan: "xxxx-xxxx-xxxx-2346",
    merchant_id: merchant.profileId,
    card_subtype: "MasterCard",
    created_at: regionTime(new Date(), order.currency),
    email: order.billing.email ?? "NA",
    order_id: String(order.id), // a string here, a number in TRANSACTION bodies
    user_added: false,
    next_payment_intention: order.intentionId,
  };
  const address = order.notificationUrl;
  return {
    gateway: "paymob",
    subject: String(obj.id),
    reference: order.reference,
    about: "card token saved",
    build: address
      ? (variant) => {
          const hmac = signCardToken(obj, sandbox.keys.paymob.hmacSecret);
          const url = new URL(address);
          url.searchParams.set("hmac", variant === "broken_signature" ? flipLastDigit(hmac) : hmac);
          return { url: url.href, headers: {}, body: JSON.stringify({ type: "TOKEN", obj }) };
        }
      : null,
  };
}
