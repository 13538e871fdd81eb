import type { Tone } from "#app/components/tone.ts";
import { exceptionLabels } from "#app/features/exceptions/explain-exception.ts";
import { type PaymentStatus, paymentStatusLabels } from "#app/features/payments/payment.ts";
import { paymentStatusLook } from "#app/features/payments/payment-status-badge.tsx";
import { deliveryOutcomeLabels, deliveryStatusLabels } from "#app/features/webhooks/delivery-labels.ts";
import { gatewayLabels, isGatewayName } from "#app/gateways/gateway.ts";
import { formatMoney } from "#app/lib/money.ts";
import { adminPaths } from "#app/paths.ts";
import type { FeedEvent } from "./queries.server.ts";

export interface FeedLine {
  words: string;
  tone: Tone;
  to: string | null;
}

/** One event as a line of the feed, from its own data alone. */
export function describeEvent({ topic, kind, subjectId, data }: Omit<FeedEvent, "id" | "at">): FeedLine {
  const gateway = isGatewayName(data.gateway) ? gatewayLabels[data.gateway] : null;
  if (topic === "payments") {
    const status = String(data.status) as PaymentStatus;
    const label = paymentStatusLabels[status] ?? status;
    const money =
      typeof data.amountMinor === "number" && typeof data.currency === "string"
        ? formatMoney({ minor: data.amountMinor, currency: data.currency })
        : "A payment";
    return {
      words: `${money}${gateway ? ` through ${gateway}` : ""}: ${label.toLowerCase()}`,
      tone: paymentStatusLook[status]?.tone ?? "neutral",
      to: subjectId.startsWith("pay_") ? adminPaths.payment(subjectId) : null,
    };
  }
  if (topic === "enrollments") {
    const paymentId = typeof data.paymentId === "string" ? data.paymentId : null;
    const words = kind === "enrollment.granted" ? "Seat granted" : sentence(kind);
    return { words, tone: "success", to: paymentId && adminPaths.payment(paymentId) };
  }
  if (topic === "webhooks") {
    const outcome = deliveryOutcomeLabels[data.outcome as keyof typeof deliveryOutcomeLabels];
    const status = deliveryStatusLabels[data.status as keyof typeof deliveryStatusLabels];
    const what = (outcome ?? status ?? sentence(kind)).toLowerCase();
    return {
      words: `${gateway ?? "Gateway"} delivery: ${what}`,
      tone: data.status === "dead" ? "danger" : "neutral",
      to: subjectId.startsWith("whk_") ? adminPaths.webhook(subjectId) : null,
    };
  }
  if (topic === "exceptions") {
    const label = exceptionLabels[data.kind as keyof typeof exceptionLabels] ?? "Exception";
    const verb = kind.split(".")[1] ?? "";
    return {
      words: `${label}: ${verb}`,
      tone: data.status === "open" ? "warning" : "neutral",
      to: adminPaths.exception(subjectId),
    };
  }
  return { words: sentence(kind), tone: "neutral", to: null };
}

/** "user.registered" as "User registered". */
function sentence(kind: string): string {
  const words = kind.replaceAll(/[._]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
