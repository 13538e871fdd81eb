import { exceptionLabels } from "#app/features/exceptions/explain-exception.ts";
import { type PaymentStatus, paymentStatusLabels } from "#app/features/payments/payment.ts";
import { paymentStatusLook } from "#app/features/payments/payment-status-badge.tsx";
import {
  deliveryKindLabels,
  deliveryOutcomeLabels,
  deliveryStatusLabels,
  deliveryStatusTones,
  verdictLabels,
} from "#app/features/webhooks/delivery-labels.ts";
import { gatewayLabels, isGatewayName } from "#app/gateways/gateway.ts";
import type { Translate } from "#app/messages/translate.ts";
import { adminPaths } from "#app/paths.ts";
import { evidenceItem } from "./evidence-item.ts";
import { mailItem } from "./mail-item.ts";
import type { PaymentDetail } from "./queries.server.ts";
import { factPairs, type TimelineItem } from "./timeline-item.ts";

/**
 * Everything that happened to a payment, newest first: deliveries, evidence, changes of status and seat with who or
 * what caused them, exceptions, mail. Within one instant the cause stands below its effect.
 */
export function buildTimeline(detail: PaymentDetail, mailWords: Translate<"mail">): TimelineItem[] {
  const { people } = detail;
  const items = [
    ...detail.deliveries.map(deliveryItem),
    ...detail.evidence.map((row) => evidenceItem(row, people)),
    ...detail.audit.map((row) => auditItem(row, people)),
    ...detail.exceptions.flatMap((row) => exceptionItems(row, people)),
    ...detail.mails.map((row) => mailItem(row, mailWords)),
    {
      ...blank,
      id: "started",
      at: detail.payment.created_at,
      rank: -1,
      title: "The student pressed Buy",
      actor: detail.payment.student_name,
    },
  ];
  return items.sort((a, b) => b.at.getTime() - a.at.getTime() || b.rank - a.rank);
}

const blank: Omit<TimelineItem, "id" | "at" | "title"> = {
  rank: 0,
  icon: "status",
  tone: "neutral",
  actor: null,
  source: null,
  note: null,
  facts: [],
  body: null,
  link: null,
};

function deliveryItem(row: PaymentDetail["deliveries"][number]): TimelineItem {
  const told = row.outcome ? deliveryOutcomeLabels[row.outcome] : deliveryStatusLabels[row.status];
  const seen = row.seen_count > 1 ? `Received ${row.seen_count} times, counted once.` : null;
  return {
    ...blank,
    id: row.id,
    at: row.received_at,
    icon: "webhook",
    tone: row.status === "processed" ? "neutral" : deliveryStatusTones[row.status],
    title: `${gatewayLabels[row.gateway]} delivered a webhook`,
    actor: verdictLabels[row.verdict],
    source: told,
    note: [row.note, seen, row.status !== "processed" && row.last_error].filter(Boolean).join(" ") || null,
    facts: factPairs({
      delivery: row.id,
      kind: deliveryKindLabels[row.kind] ?? row.kind,
      transaction: row.transaction_ref,
      tries: row.attempts,
      received: row.received_at,
      "last received": row.last_seen_at,
    }),
    body: row.body,
    link: { to: adminPaths.webhook(row.id), label: "Open the delivery" },
  };
}

function auditItem(row: PaymentDetail["audit"][number], people: Record<string, string>): TimelineItem {
  const [noun, verb = ""] = row.action.split(".");
  const status = noun === "payment" && verb in paymentStatusLabels ? (verb as PaymentStatus) : null;
  const before = row.before?.status as PaymentStatus | undefined;
  const was = before && before !== status ? `was “${paymentStatusLabels[before] ?? before}”` : null;
  const seat = noun === "enrollment";
  return {
    ...blank,
    id: `audit-${row.id}`,
    at: row.at,
    rank: seat ? 3 : 2,
    icon: seat ? "seat" : "status",
    tone: status ? paymentStatusLook[status].tone : seat ? "success" : "neutral",
    title: status ? `Now “${paymentStatusLabels[status]}”` : (actions[row.action] ?? row.action),
    actor: actorName(row, people),
    source: was,
    note: row.reason,
    facts: factPairs({ action: row.action, before: row.before, after: row.after, request: row.request_id }),
  };
}

const actions: Record<string, string> = {
  "enrollment.granted": "Seat granted",
  "delivery.replayed": "A delivery was replayed",
  "delivery.processed": "A delivery was settled without a change",
  "delivery.dead": "A delivery became a dead letter",
};

function actorName(
  row: { actor_type: string; actor_id: string | null },
  people: Record<string, string>,
): string {
  if (row.actor_type === "gateway" && isGatewayName(row.actor_id))
    return `${gatewayLabels[row.actor_id]}’s webhook`;
  if (row.actor_type === "system" || row.actor_id === null) return "Bursar";
  return people[row.actor_id] ?? row.actor_id;
}

const moves: Record<string, string> = {
  opened: "Exception opened",
  reopened: "Exception opened again",
  resolved: "Exception resolved",
  ignored: "Exception ignored",
  repair_tried: "Repair tried",
};

function exceptionItems(
  row: PaymentDetail["exceptions"][number],
  people: Record<string, string>,
): TimelineItem[] {
  return row.history.map((entry, index) => {
    const what = String(entry.what);
    const by = typeof entry.by === "string" ? (people[entry.by] ?? entry.by) : "Bursar";
    return {
      ...blank,
      id: `${row.id}-${index}`,
      at: new Date(String(entry.at)),
      rank: 4,
      icon: "exception" as const,
      tone: what === "resolved" ? "success" : what === "ignored" ? "neutral" : "warning",
      title: `${moves[what] ?? what}: ${exceptionLabels[row.kind]}`,
      actor: by,
      note: typeof entry.note === "string" ? entry.note : null,
      link: { to: adminPaths.exception(row.id), label: "Open the exception" },
    };
  });
}
