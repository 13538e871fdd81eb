import { paymentStatusLabels } from "#app/features/payments/payment.ts";
import { deliveryOutcomeLabels } from "#app/features/webhooks/delivery-labels.ts";
import type { DryRun } from "#app/features/webhooks/replay-delivery.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { formatMoney } from "#app/lib/money.ts";

/** What a replay would change, in words: nothing was written to find out. */
export interface DryRunWords {
  tone: "info" | "warning";
  title: string;
  meaning: string;
  paymentId: string | null;
  /** Before and after, only where they differ. */
  changes: Array<{ what: string; before: string; after: string }>;
}

export function explainDryRun(run: DryRun, currency: string | null): DryRunWords {
  const nothing = { paymentId: null, changes: [] };
  switch (run.outcome) {
    case "missing":
      return {
        ...nothing,
        tone: "warning",
        title: "The delivery is gone",
        meaning: "It cannot be replayed.",
      };
    case "not_replayable":
      return {
        ...nothing,
        tone: "warning",
        title: "It cannot be replayed",
        meaning: "Its signature is wrong: it is nobody’s event, and it is never read.",
      };
    case "would_wait":
      return {
        ...nothing,
        tone: "warning",
        title: "A replay now would not settle it",
        meaning: `It would come back later, because: ${run.reason}`,
      };
    case "would_settle":
      return {
        ...nothing,
        tone: "info",
        title: `A replay would end as “${deliveryOutcomeLabels[run.settlement.outcome]}”`,
        meaning: `${run.settlement.note ?? ""} No payment would change.`.trim(),
      };
    case "would_apply":
      return explainPlan(run, currency);
    default:
      return assertNever(run);
  }
}

function explainPlan(run: Extract<DryRun, { outcome: "would_apply" }>, currency: string | null): DryRunWords {
  const { plan, paymentId } = run;
  if (!plan || run.result.outcome !== "applied")
    return {
      tone: "info",
      title: "A replay would change nothing",
      meaning: "Everything it says is known already.",
      paymentId,
      changes: [],
    };
  const { before, after } = plan;
  const money = (minor: number) => (currency ? formatMoney({ minor, currency }) : `${minor} minor units`);
  const changes = [
    { what: "Status", before: paymentStatusLabels[before.status], after: paymentStatusLabels[after.status] },
    { what: "Collected", before: money(before.capturedMinor), after: money(after.capturedMinor) },
    { what: "Given back", before: money(before.refundedMinor), after: money(after.refundedMinor) },
    { what: "Seat", before: "None", after: plan.seat ? "Asked for; granted if one is free" : "None" },
    { what: "Ledger entries", before: "", after: plan.ledger.length > 0 ? `${plan.ledger.length} more` : "" },
    { what: "Evidence", before: "", after: plan.fresh.length > 0 ? `${plan.fresh.length} more` : "" },
  ].filter((change) => change.before !== change.after);
  return {
    tone: "info",
    title: "A replay would change the payment",
    meaning: "Nothing has been written yet.",
    paymentId,
    changes,
  };
}
