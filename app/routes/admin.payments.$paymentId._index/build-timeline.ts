import { sayAction } from "#app/features/audit/action-words.ts";
import { paymentStatuses } from "#app/features/payments/payment.ts";
import { paymentStatusTones } from "#app/features/payments/payment-status-tones.ts";
import { deliveryKind, deliveryStatusTones } from "#app/features/webhooks/delivery-labels.ts";
import { gatewayLabels, isGatewayName } from "#app/gateways/gateway.ts";
import { adminPaths } from "#app/paths.ts";
import { evidenceItem, findRepeats } from "./evidence-item.ts";
import type { Happened } from "./find-timeline.server.ts";
import { mailItem } from "./mail-item.ts";
import type { Payment } from "./queries.server.ts";
import type { TimelineItem, TimelineSpeech } from "./timeline-item.ts";

/**
 * Everything that happened to a payment, newest first: deliveries, evidence, changes of status and seat with who or
 * what caused them, exceptions, mail. Within one instant the cause stands below its effect.
 */
export function buildTimeline(payment: Payment, happened: Happened, speech: TimelineSpeech): TimelineItem[] {
  const { people } = happened;
  const repeats = findRepeats(happened.evidence, speech);
  const items = [
    ...happened.deliveries.map((row) => deliveryItem(row, speech)),
    ...happened.evidence.map((row) => evidenceItem(row, repeats.has(row.id), people, speech)),
    ...happened.audit.map((row) => auditItem(row, people, speech)),
    ...happened.exceptions.flatMap((row) => exceptionItems(row, people, speech)),
    ...happened.mails.map((row) => mailItem(row, speech)),
    {
      ...blank,
      id: "started",
      at: payment.created_at,
      rank: -1,
      title: speech.t("timeline.bought"),
      actor: payment.student_name,
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

function deliveryItem(row: Happened["deliveries"][number], speech: TimelineSpeech): TimelineItem {
  const { t, webhooks, record, facts } = speech;
  const seen = row.seen_count > 1 ? t("timeline.seenTimes", { count: row.seen_count }) : null;
  const error = row.status !== "processed" && row.last_error ? record(row.last_error) : null;
  return {
    ...blank,
    id: row.id,
    at: row.received_at,
    icon: "webhook",
    tone: row.status === "processed" ? "neutral" : deliveryStatusTones[row.status],
    title: t("timeline.delivered", { gateway: gatewayLabels[row.gateway] }),
    actor: webhooks(`verdicts.${row.verdict}`),
    source: row.outcome ? webhooks(`outcomes.${row.outcome}`) : webhooks(`statuses.${row.status}`),
    note: [row.note && record(row.note), seen, error].filter(Boolean).join(" ") || null,
    facts: facts({
      delivery: row.id,
      kind: deliveryKind(row.kind, webhooks),
      transaction: row.transaction_ref,
      tries: row.attempts,
      received: row.received_at,
      lastReceived: row.last_seen_at,
    }),
    body: row.body,
    link: { to: adminPaths.webhook(row.id), label: t("timeline.openDelivery") },
  };
}

function auditItem(
  row: Happened["audit"][number],
  people: Record<string, string>,
  speech: TimelineSpeech,
): TimelineItem {
  const { t, payments, record, facts } = speech;
  const [noun, verb = ""] = row.action.split(".");
  const status = noun === "payment" ? paymentStatuses.find((one) => one === verb) : undefined;
  const before = paymentStatuses.find((one) => one === row.before?.status);
  const seat = noun === "enrollment";
  const action = `timeline.action.${row.action.replace(".", "_")}` as "timeline.action.enrollment_granted";
  return {
    ...blank,
    id: `audit-${row.id}`,
    at: row.at,
    rank: seat ? 3 : 2,
    icon: seat ? "seat" : "status",
    tone: status ? paymentStatusTones[status] : seat ? "success" : "neutral",
    title: status
      ? t("timeline.now", { status: payments(`status.${status}`) })
      : t.has(action)
        ? t(action)
        : sayAction(row.action, speech.actions),
    actor: actorName(row, people, speech),
    source: before && before !== status ? t("timeline.was", { status: payments(`status.${before}`) }) : null,
    note: row.reason && record(row.reason),
    facts: facts({ action: row.action, before: row.before, after: row.after, request: row.request_id }),
  };
}

function actorName(
  row: { actor_type: string; actor_id: string | null },
  people: Record<string, string>,
  { t }: TimelineSpeech,
): string {
  if (row.actor_type === "gateway" && isGatewayName(row.actor_id))
    return t("timeline.webhookOf", { gateway: gatewayLabels[row.actor_id] });
  if (row.actor_type === "system" || row.actor_id === null) return t("timeline.bursar");
  return people[row.actor_id] ?? row.actor_id;
}

function exceptionItems(
  row: Happened["exceptions"][number],
  people: Record<string, string>,
  { t, exceptions, record }: TimelineSpeech,
): TimelineItem[] {
  const kind = exceptions(`kinds.${row.kind}`);
  return row.history.map((entry, index) => {
    const what = String(entry.what);
    const move = `moved.${what}` as "moved.opened";
    const by = typeof entry.by === "string" ? (people[entry.by] ?? entry.by) : t("timeline.bursar");
    return {
      ...blank,
      id: `${row.id}-${index}`,
      at: new Date(String(entry.at)),
      rank: 4,
      icon: "exception" as const,
      tone: what === "resolved" ? "success" : what === "ignored" ? "neutral" : "warning",
      title: exceptions.has(move) ? exceptions(move, { kind }) : `${what}: ${kind}`,
      actor: by,
      note: typeof entry.note === "string" ? record(entry.note) : null,
      link: { to: adminPaths.exception(row.id), label: t("timeline.openException") },
    };
  });
}
