import type { TimelineEntry } from "#app/components/timeline.tsx";
import { deliveryStatusTones } from "#app/features/webhooks/delivery-labels.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import type { Translate } from "#app/messages/translate.ts";
import type { DeliveryDetail } from "./queries.server.ts";

const actions = {
  "delivery.replayed": "replayed",
  "delivery.processed": "processed",
  "delivery.dead": "dead",
} as const;

/** What became of a delivery, newest first: its end, who replayed it, its arrival. */
export function historyEntries(
  { delivery, history }: DeliveryDetail,
  t: Translate<"webhooks">,
  record: (text: string) => string,
): TimelineEntry[] {
  const told: TimelineEntry[] = history.map((row) => ({
    id: `audit-${row.id}`,
    at: row.at,
    title: row.action in actions ? t(`history.${actions[row.action as keyof typeof actions]}`) : row.action,
    actor: row.name ?? (row.actor_type === "gateway" ? gatewayLabels[delivery.gateway] : t("history.bursar")),
    tone: row.action === "delivery.dead" ? "danger" : "neutral",
    note: row.reason && record(row.reason),
  }));
  const settled = history.some((row) => row.action === "delivery.processed");
  if (delivery.processed_at && delivery.outcome && !settled)
    told.push({
      id: "processed",
      at: delivery.processed_at,
      title: t(`outcomes.${delivery.outcome}`),
      actor: t("history.bursar"),
      tone: deliveryStatusTones[delivery.status],
      note: delivery.note && record(delivery.note),
    });
  else if (delivery.status !== "processed" && delivery.status !== "dead")
    told.push({
      id: "now",
      at: delivery.last_seen_at,
      // Why it was refused stands with its signature.
      title: t(delivery.status === "rejected" ? "statuses.rejected" : `meanings.${delivery.status}`),
      tone: deliveryStatusTones[delivery.status],
      note: delivery.last_error && record(delivery.last_error),
    });
  if (delivery.seen_count > 1)
    told.push({ id: "seen", at: delivery.last_seen_at, title: t("history.again") });
  told.push({
    id: "received",
    at: delivery.received_at,
    title: t("history.received"),
    source: t(`verdicts.${delivery.verdict}`),
    tone: delivery.verdict === "accepted" ? "info" : "danger",
  });
  return told.sort((a, b) => new Date(b.at).getTime() - new Date(a.at).getTime());
}
