import type { TimelineEntry } from "#app/components/timeline.tsx";
import {
  deliveryOutcomeLabels,
  deliveryStatusMeanings,
  deliveryStatusTones,
  verdictLabels,
} from "#app/features/webhooks/delivery-labels.ts";
import type { DeliveryDetail } from "./queries.server.ts";

const actions: Record<string, string> = {
  "delivery.replayed": "Replayed",
  "delivery.processed": "Settled without a change to a payment",
  "delivery.dead": "Put aside as a dead letter",
};

/** What became of a delivery, newest first: its end, who replayed it, its arrival. */
export function historyEntries({ delivery, history }: DeliveryDetail): TimelineEntry[] {
  const told: TimelineEntry[] = history.map((row) => ({
    id: `audit-${row.id}`,
    at: row.at,
    title: actions[row.action] ?? row.action,
    actor: row.name ?? (row.actor_type === "system" ? "Bursar" : row.actor_type),
    tone: row.action === "delivery.dead" ? "danger" : "neutral",
    note: row.reason,
  }));
  const settled = history.some((row) => row.action === "delivery.processed");
  if (delivery.processed_at && delivery.outcome && !settled)
    told.push({
      id: "processed",
      at: delivery.processed_at,
      title: deliveryOutcomeLabels[delivery.outcome],
      actor: "Bursar",
      tone: deliveryStatusTones[delivery.status],
      note: delivery.note,
    });
  else if (delivery.status !== "processed" && delivery.status !== "dead")
    told.push({
      id: "now",
      at: delivery.last_seen_at,
      title: deliveryStatusMeanings[delivery.status],
      tone: deliveryStatusTones[delivery.status],
      note: delivery.last_error,
    });
  if (delivery.seen_count > 1)
    told.push({ id: "seen", at: delivery.last_seen_at, title: "Received again, counted once" });
  told.push({
    id: "received",
    at: delivery.received_at,
    title: "Received and stored",
    source: verdictLabels[delivery.verdict],
    tone: delivery.verdict === "accepted" ? "info" : "danger",
  });
  return told.sort((a, b) => new Date(b.at).getTime() - new Date(a.at).getTime());
}
