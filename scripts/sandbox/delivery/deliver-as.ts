import { later, type Sandbox } from "../sandbox.ts";
import type { Variant, WebhookEvent } from "./delivery.ts";
import { recordDelivery, sendDelivery } from "./send-webhook.ts";

/** How the merchant hears of an outcome, as a person or a test picks it. */
export const deliveryModes = [
  "once",
  "before_redirect",
  "late",
  "five_times",
  "out_of_order",
  "never",
  "broken_signature",
  "other_amount",
  "other_reference",
] as const;
export type DeliveryMode = (typeof deliveryModes)[number];

export interface DeliveryOptions {
  mode: DeliveryMode;
  /** For "late" (10 s unless told), or to hold any other mode back. */
  delayMs?: number | undefined;
  /** For "five_times": how often, if not five. */
  times?: number | undefined;
}

/**
 * Delivers an event in the chosen manner. Resolves at once, except with "before_redirect": then when the merchant has
 * answered, so that the webhook is there before the browser is.
 */
export async function deliverAs(
  sandbox: Sandbox,
  event: WebhookEvent,
  options: DeliveryOptions,
): Promise<void> {
  const { mode } = options;
  if (mode === "never") {
    recordDelivery(sandbox, event, "true", "withheld");
    return;
  }
  const delayMs = options.delayMs ?? (mode === "late" ? 10_000 : 0);
  const deliveries = variantsOf(mode, options.times ?? 5).map((variant) =>
    recordDelivery(sandbox, event, variant),
  );
  // One after the other: that is what makes "out of order" an order.
  const sendAll = async () => {
    for (const delivery of deliveries) await sendDelivery(sandbox, delivery);
  };
  if (mode === "before_redirect") return sendAll();
  later(sandbox, delayMs, () => void sendAll());
}

function variantsOf(mode: DeliveryMode, times: number): Variant[] {
  if (mode === "five_times") return Array.from({ length: times }, () => "true" as const);
  if (mode === "out_of_order") return ["true", "earlier"];
  if (mode === "broken_signature" || mode === "other_reference") return [mode];
  return ["true"]; // "other_amount" is true as well: another amount really was paid
}
