import type { DryRun } from "#app/features/webhooks/replay-delivery.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import type { Translate } from "#app/messages/translate.ts";

/** What a replay would change, in words: nothing was written to find out. */
export interface DryRunWords {
  tone: "info" | "warning";
  title: string;
  meaning: string;
  paymentId: string | null;
  /** Before and after, only where they differ. */
  changes: Array<{ what: string; before: string; after: string }>;
}

/** The language of a dry run; `record` says what Bursar wrote into notes. */
export interface DryRunSpeech {
  webhooks: Translate<"webhooks">;
  delivery: Translate<"delivery">;
  payments: Translate<"payments">;
  record: (text: string) => string;
}

export function explainDryRun(run: DryRun, currency: string | null, speech: DryRunSpeech): DryRunWords {
  const { webhooks, delivery, record } = speech;
  const nothing = { paymentId: null, changes: [] };
  switch (run.outcome) {
    case "missing":
      return {
        ...nothing,
        tone: "warning",
        title: delivery("dryRun.missing"),
        meaning: delivery("dryRun.missingText"),
      };
    case "not_replayable":
      return {
        ...nothing,
        tone: "warning",
        title: delivery("dryRun.notReplayable"),
        meaning: delivery("replay.notText"),
      };
    case "would_wait":
      return {
        ...nothing,
        tone: "warning",
        title: delivery("dryRun.wait"),
        meaning: delivery("dryRun.waitText", { reason: record(run.reason) }),
      };
    case "would_settle": {
      const { outcome, note } = run.settlement;
      return {
        ...nothing,
        tone: "info",
        title: delivery("dryRun.settle", { outcome: webhooks(`outcomes.${outcome}`) }),
        meaning: [note && record(note), delivery("dryRun.settleText")].filter(Boolean).join(" "),
      };
    }
    case "would_apply":
      return explainPlan(run, currency, speech);
    default:
      return assertNever(run);
  }
}

function explainPlan(
  run: Extract<DryRun, { outcome: "would_apply" }>,
  currency: string | null,
  { delivery, payments }: DryRunSpeech,
): DryRunWords {
  const { plan, paymentId } = run;
  if (!plan || run.result.outcome !== "applied")
    return {
      tone: "info",
      title: delivery("dryRun.nothing"),
      meaning: delivery("dryRun.nothingText"),
      paymentId,
      changes: [],
    };
  const { before, after } = plan;
  const money = (minor: number) =>
    currency ? unbrokenMoney({ minor, currency }) : delivery("dryRun.minor", { amount: minor });
  const more = (count: number) => ({
    before: "",
    after: count > 0 ? delivery("dryRun.more", { count }) : "",
  });
  const changes = [
    {
      what: delivery("dryRun.status"),
      before: payments(`status.${before.status}`),
      after: payments(`status.${after.status}`),
    },
    {
      what: delivery("dryRun.collected"),
      before: money(before.capturedMinor),
      after: money(after.capturedMinor),
    },
    {
      what: delivery("dryRun.refunded"),
      before: money(before.refundedMinor),
      after: money(after.refundedMinor),
    },
    {
      what: delivery("dryRun.seat"),
      before: delivery("dryRun.noSeat"),
      after: plan.seat ? delivery("dryRun.seatAsked") : delivery("dryRun.noSeat"),
    },
    { what: delivery("dryRun.ledger"), ...more(plan.ledger.length) },
    { what: delivery("dryRun.evidence"), ...more(plan.fresh.length) },
  ].filter((change) => change.before !== change.after);
  return {
    tone: "info",
    title: delivery("dryRun.change"),
    meaning: delivery("dryRun.changeText"),
    paymentId,
    changes,
  };
}
