import type { Tone } from "#app/components/tone.ts";
import type { EvidenceKind } from "#app/features/payments/payment.ts";
import { paymentStatuses } from "#app/features/payments/payment.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { adminPaths } from "#app/paths.ts";
import type { Happened } from "./find-timeline.server.ts";
import type { TimelineItem, TimelineSpeech } from "./timeline-item.ts";

type Row = Happened["evidence"][number];

const tones: Record<EvidenceKind, Tone> = {
  redirected: "info",
  refused: "danger",
  pending: "info",
  authorized: "info",
  succeeded: "success",
  failed: "danger",
  expired: "neutral",
  refunded: "info",
  voided: "neutral",
  mismatch: "warning",
  unknown_status: "warning",
  seat_taken: "warning",
  seat_released: "success",
  disputed: "warning",
  dispute_won: "success",
  dispute_lost: "danger",
  override: "warning",
};

/** The ids of what was known already: a gateway's answer about a payment that its callback had told of. */
export function findRepeats(rows: readonly Row[], speech: TimelineSpeech): Set<number> {
  const known = new Set<string>();
  const repeats = new Set<number>();
  for (const row of rows.toSorted((a, b) => a.id - b.id)) {
    const key = `${row.transaction_ref ?? row.attempt_id} ${titleOf(row, speech)}`;
    if (known.has(key)) repeats.add(row.id);
    known.add(key);
  }
  return repeats;
}

/**
 * One piece of evidence as an entry of the timeline; `repeats`: it says again what was known. The gateway's own time
 * stands verbatim among the facts.
 */
export function evidenceItem(
  row: Row,
  repeats: boolean,
  people: Record<string, string>,
  speech: TimelineSpeech,
): TimelineItem {
  const { t, record, facts } = speech;
  const why = row.reason && row.kind !== "seat_taken" ? record(row.reason) : null;
  const title = titleOf(row, speech);
  return {
    id: `evidence-${row.id}`,
    at: row.recorded_at,
    rank: 1,
    icon: "evidence",
    tone: repeats ? "neutral" : tones[row.kind],
    title: repeats ? t("evidence.again", { what: title }) : title,
    actor: row.actor_id ? (people[row.actor_id] ?? row.actor_id) : row.gateway && gatewayLabels[row.gateway],
    source: t(`source.${row.source}`),
    note: why,
    // What is no instant of the payment, as iKhokha's, is verbatim among the facts alone.
    gatewayAt: row.gateway_at,
    facts: facts({
      kind: row.kind,
      source: row.source,
      transaction: row.transaction_ref,
      amount: money(row.amount_minor, row.currency),
      refunded: money(row.refunded_minor, row.currency),
      method: row.method,
      code: row.code,
      gatewayCode: row.gateway_code,
      reason: row.reason,
      gatewayTime: row.gateway_time,
      attempt: row.attempt_id,
      delivery: row.delivery_id,
      recorded: row.recorded_at,
    }),
    body: null,
    link: row.delivery_id
      ? { to: adminPaths.webhook(row.delivery_id), label: t("timeline.openDelivery") }
      : null,
  };
}

function titleOf(row: Row, { t, payments }: TimelineSpeech): string {
  const sum = money(row.amount_minor, row.currency);
  const back = row.kind === "refunded" ? money(row.refunded_minor, row.currency) : null;
  const status = paymentStatuses.find((one) => one === row.code);
  if (row.kind === "override" && row.code === "not_paid") return t("evidence.not_paid");
  return t(`evidence.${row.kind}`, {
    gateway: row.gateway ? gatewayLabels[row.gateway] : t("evidence.someGateway"),
    money: back ?? sum ?? t("evidence.someMoney"),
    why: row.code ?? "other",
    status: status ? payments(`status.${status}`) : (row.code ?? "?"),
  });
}

const money = (minor: number | null, currency: string | null) =>
  minor !== null && currency ? unbrokenMoney({ minor, currency }) : null;
