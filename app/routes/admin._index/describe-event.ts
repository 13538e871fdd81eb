import type { Tone } from "#app/components/tone.ts";
import { paymentStatuses } from "#app/features/payments/payment.ts";
import { paymentStatusTones } from "#app/features/payments/payment-status-tones.ts";
import { gatewayLabels, isGatewayName } from "#app/gateways/gateway.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import type { Translate } from "#app/messages/translate.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { FeedEvent } from "./queries.server.ts";

export interface FeedLine {
  words: string;
  tone: Tone;
  to: string | null;
}

type Told = Omit<FeedEvent, "id" | "at">;

/** What the lines of the feed are told with. */
export interface FeedSpeech {
  t: Translate<"dashboard">;
  payments: Translate<"payments">;
  webhooks: Translate<"webhooks">;
  exceptions: Translate<"exceptions">;
}

export function useFeedSpeech(): FeedSpeech {
  return {
    t: useTranslations("dashboard"),
    payments: useTranslations("payments"),
    webhooks: useTranslations("webhooks"),
    exceptions: useTranslations("exceptions"),
  };
}

/** One event as a line of the feed, from its own data alone. */
export function describeEvent(event: Told, speech: FeedSpeech): FeedLine {
  const { topic, kind, subjectId, data } = event;
  if (topic === "payments" && paymentStatuses.some((status) => status === data.status))
    return describePayment(event, speech);
  if (topic === "webhooks" && kind !== "delivery.replayed") return describeDelivery(event, speech);
  if (topic === "exceptions") return describeException(event, speech);
  const key = `feed.events.${kind.replace(".", "_")}` as "feed.events.other";
  const paymentId = typeof data.paymentId === "string" ? data.paymentId : null;
  return {
    words: speech.t.has(key) ? speech.t(key) : speech.t("feed.events.other"),
    tone: topic === "enrollments" ? "success" : "neutral",
    to: subjectId.startsWith("enr_")
      ? adminPaths.enrollment(subjectId)
      : paymentId && adminPaths.payment(paymentId),
  };
}

function describePayment({ subjectId, data }: Told, { t, payments }: FeedSpeech): FeedLine {
  const status = paymentStatuses.find((one) => one === data.status)!;
  const told = {
    money:
      typeof data.amountMinor === "number" && typeof data.currency === "string"
        ? unbrokenMoney({ minor: data.amountMinor, currency: data.currency })
        : t("feed.somePayment"),
    status: payments(`status.${status}`),
  };
  return {
    words: isGatewayName(data.gateway)
      ? t("feed.paymentThrough", { ...told, gateway: gatewayLabels[data.gateway] })
      : t("feed.payment", told),
    tone: paymentStatusTones[status],
    to: subjectId.startsWith("pay_") ? adminPaths.payment(subjectId) : null,
  };
}

function describeDelivery({ subjectId, data }: Told, { t, webhooks }: FeedSpeech): FeedLine {
  const outcome = `outcomes.${data.outcome}` as "outcomes.applied";
  const status = `statuses.${data.status}` as "statuses.dead";
  const what = webhooks.has(outcome)
    ? webhooks(outcome)
    : webhooks.has(status)
      ? webhooks(status)
      : t("feed.events.other");
  const gateway = isGatewayName(data.gateway) ? gatewayLabels[data.gateway] : t("feed.someGateway");
  return {
    words: t("feed.delivery", { gateway, what }),
    tone: data.status === "dead" ? "danger" : "neutral",
    to: subjectId.startsWith("whk_") ? adminPaths.webhook(subjectId) : null,
  };
}

function describeException({ kind, subjectId, data }: Told, { exceptions }: FeedSpeech): FeedLine {
  const named = `kinds.${data.kind}` as "kinds.paid_not_enrolled";
  const name = exceptions.has(named) ? exceptions(named) : exceptions("one");
  const moved = `moved.${kind.split(".")[1]}` as "moved.opened";
  return {
    words: exceptions.has(moved) ? exceptions(moved, { kind: name }) : name,
    tone: data.status === "open" ? "warning" : "neutral",
    to: adminPaths.exception(subjectId),
  };
}
