import { sql } from "kysely";
import { resolveException } from "#app/features/exceptions/open-exception.server.ts";
import { type Actor, recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { ApplyResult } from "#app/features/payments/apply-evidence.server.ts";
import type { PaymentPlan } from "#app/features/payments/plan-change.ts";
import { previewEvidence } from "#app/features/payments/preview-evidence.server.ts";
import { type ClaimedDelivery, leaseSeconds } from "#app/features/webhooks/claim-deliveries.server.ts";
import { processDelivery } from "#app/features/webhooks/process-delivery.server.ts";
import { workOne } from "#app/features/webhooks/run-inbox.server.ts";
import type { Settlement } from "#app/features/webhooks/settle-delivery.server.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { WebhookOutcome, WebhookStatus } from "#db/schema.ts";

/** What a replay would do: to a payment, or nothing and why. */
export type DryRun =
  | { outcome: "missing" }
  /** A wrongly signed delivery is nobody's event: it can be read, never run. */
  | { outcome: "not_replayable" }
  /** `settles`: what the delivery itself would be called, such as `mismatch`. */
  | {
      outcome: "would_apply";
      paymentId: string;
      settles: WebhookOutcome;
      result: ApplyResult;
      plan: PaymentPlan | null;
    }
  | { outcome: "would_settle"; settlement: Settlement }
  | { outcome: "would_wait"; reason: string };

/** Runs a delivery through the same code as the worker with hands that only look. It may ask the gateway; it writes nothing. */
export async function dryRunDelivery(db: Db, gateways: Gateways, deliveryId: string): Promise<DryRun> {
  const delivery = await findDelivery(db, deliveryId);
  if (!delivery) return { outcome: "missing" };
  if (delivery.eventKey === null) return { outcome: "not_replayable" };
  let answer: DryRun = { outcome: "would_settle", settlement: { outcome: "nothing_new" } };
  try {
    // As the replay itself would: its first try of a new count.
    const asReplayed: ClaimedDelivery = {
      ...delivery,
      eventKey: delivery.eventKey,
      attempts: 1,
      silences: 0,
    };
    await processDelivery(db, gateways, asReplayed, {
      apply: async (_, input) => {
        const { result, plan } = await previewEvidence(db, input);
        const known = result.outcome === "applied" ? "applied" : "nothing_new";
        const settles = input.delivery?.outcome ?? known;
        answer = { outcome: "would_apply", paymentId: input.paymentId, settles, result, plan };
        return result;
      },
      settle: async (_, __, settlement) => {
        answer = { outcome: "would_settle", settlement };
      },
    });
  } catch (error) {
    return { outcome: "would_wait", reason: error instanceof Error ? error.message : String(error) };
  }
  return answer;
}

export type ReplayResult =
  | { outcome: "missing" | "not_replayable" | "busy" }
  | { outcome: "replayed"; status: WebhookStatus; result: WebhookOutcome | null; error: string | null };

/**
 * Runs a stored delivery again, now, as a new attempt of the same row: known facts change nothing, so it is safe any
 * number of times. `busy`: a worker has it this moment.
 */
export async function replayDelivery(
  db: Db,
  gateways: Gateways,
  deliveryId: string,
  actor: Actor,
): Promise<ReplayResult> {
  const delivery = await findDelivery(db, deliveryId);
  if (!delivery) return { outcome: "missing" };
  if (delivery.eventKey === null) return { outcome: "not_replayable" };
  const claimed = await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable("payment_webhooks")
      .set({
        status: "processing",
        processed_at: null,
        // Its earlier tries are history; this one starts the count anew.
        attempts: 1,
        gateway_silences: 0,
        leased_until: sql`now() + ${leaseSeconds} * interval '1 second'`,
        next_attempt_at: sql`now() + ${leaseSeconds} * interval '1 second'`,
      })
      .where("id", "=", deliveryId)
      .where((eb) => eb.or([eb("status", "<>", "processing"), eb("leased_until", "<", sql<Date>`now()`)]))
      // Someone else's replay, begun or even done since this one was asked for, is the one that counts.
      .where("status", "=", delivery.status)
      .where(sql`date_trunc('milliseconds', processed_at)`, "is not distinct from", delivery.processed_at)
      .returning("id")
      .executeTakeFirst();
    if (!row) return false;
    await recordChanges(trx, {
      actor: { ...actor, deliveryId },
      changes: [
        {
          topic: "webhooks",
          kind: "delivery.replayed",
          subject: { type: "delivery", id: deliveryId, version: 1 },
          before: { status: delivery.status },
          after: { status: "processing" },
          data: { gateway: delivery.gateway, status: "processing" },
          audience: [],
        },
      ],
    });
    return true;
  });
  if (!claimed) return { outcome: "busy" };
  await workOne(db, gateways, { ...delivery, eventKey: delivery.eventKey, attempts: 1, silences: 0 });
  const after = await db
    .selectFrom("payment_webhooks")
    .select(["status", "outcome", "last_error"])
    .where("id", "=", deliveryId)
    .executeTakeFirstOrThrow();
  if (after.status === "processed")
    await resolveException(db, {
      dedupeKey: `dead_delivery:${deliveryId}`,
      how: "The delivery was replayed and processed.",
    });
  wake("outbox");
  return { outcome: "replayed", status: after.status, result: after.outcome, error: after.last_error };
}

async function findDelivery(db: Db, deliveryId: string) {
  return db
    .selectFrom("payment_webhooks")
    .select([
      "id",
      "gateway",
      "kind",
      "event_key as eventKey",
      "raw_body as rawBody",
      "attempts",
      "received_at as receivedAt",
      "status",
      "processed_at",
    ])
    .where("id", "=", deliveryId)
    .executeTakeFirst();
}
