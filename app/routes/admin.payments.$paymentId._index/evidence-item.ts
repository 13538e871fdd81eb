import type { Tone } from "#app/components/tone.ts";
import type { EvidenceKind, EvidenceSource } from "#app/features/payments/payment.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { formatMoney } from "#app/lib/money.ts";
import { adminPaths } from "#app/paths.ts";
import type { PaymentDetail } from "./queries.server.ts";
import { factPairs, type TimelineItem } from "./timeline-item.ts";

type Row = PaymentDetail["evidence"][number];

/** On whose word a piece of evidence stands. */
export const sourceWords: Record<EvidenceSource, string> = {
  settlement: "settlement file",
  poll: "Bursar asked the gateway",
  return: "the gateway was asked while someone looked",
  webhook: "signed webhook",
  staff: "decided by staff",
  checkout: "checkout",
  system: "concluded by Bursar",
};

const mismatches: Record<string, string> = {
  amount: "the amount differs",
  currency: "the currency differs",
  order: "it names another order",
  account: "the account is not ours",
};

/** One piece of evidence as an entry of the timeline. The gateway's own time is given verbatim. */
export function evidenceItem(row: Row, people: Record<string, string>): TimelineItem {
  const { title, tone } = says(row);
  const why = row.reason && row.kind !== "seat_taken" ? row.reason : null;
  return {
    id: `evidence-${row.id}`,
    at: row.recorded_at,
    rank: 1,
    icon: "evidence",
    tone,
    title,
    actor: row.actor_id ? (people[row.actor_id] ?? row.actor_id) : row.gateway && gatewayLabels[row.gateway],
    source: sourceWords[row.source],
    note: [why, row.gateway_time && `Gateway time ${row.gateway_time}`].filter(Boolean).join(" · ") || null,
    facts: factPairs({
      kind: row.kind,
      source: row.source,
      transaction: row.transaction_ref,
      amount: row.amount_minor !== null && row.currency && money(row.amount_minor, row.currency),
      "given back": row.refunded_minor !== null && row.currency && money(row.refunded_minor, row.currency),
      method: row.method,
      code: row.code,
      "gateway code": row.gateway_code,
      reason: row.reason,
      "gateway time": row.gateway_time,
      attempt: row.attempt_id,
      delivery: row.delivery_id,
      recorded: row.recorded_at,
    }),
    body: null,
    link: row.delivery_id ? { to: adminPaths.webhook(row.delivery_id), label: "Open the delivery" } : null,
  };
}

function says(row: Row): { title: string; tone: Tone } {
  const gateway = row.gateway ? gatewayLabels[row.gateway] : "the gateway";
  const sum = row.amount_minor !== null && row.currency ? money(row.amount_minor, row.currency) : "an amount";
  const back = row.refunded_minor !== null && row.currency ? money(row.refunded_minor, row.currency) : sum;
  const titles: Record<EvidenceKind, [string, Tone]> = {
    redirected: [`Checkout opened at ${gateway}`, "info"],
    refused: [`${gateway} refused to open a checkout`, "danger"],
    pending: [`${gateway} waits for the student or their bank`, "info"],
    authorized: [`${sum} is held, not collected`, "info"],
    succeeded: [`Paid ${sum}`, "success"],
    failed: ["The payment failed", "danger"],
    expired: ["The time to pay ran out", "neutral"],
    refunded: [`${back} given back so far`, "info"],
    voided: [`${sum} taken back before settlement`, "neutral"],
    mismatch: [`Reported ${sum}: ${mismatches[row.code ?? ""] ?? "it does not match"}`, "warning"],
    unknown_status: ["A status nobody here knows", "warning"],
    seat_taken: ["Another payment already holds the seat", "warning"],
    seat_released: ["The other payment holds the seat no more", "success"],
    disputed: ["The student’s bank questions the payment", "warning"],
    dispute_won: ["The dispute was won", "success"],
    dispute_lost: ["The dispute was lost", "danger"],
    override: [`Staff set it to “${row.code ?? "?"}”`, "warning"],
  };
  const [title, tone] = titles[row.kind];
  return { title, tone };
}

const money = (minor: number, currency: string) => formatMoney({ minor, currency });
