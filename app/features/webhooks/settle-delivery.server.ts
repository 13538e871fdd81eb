import { sql } from "kysely";
import type { ExceptionInput } from "#app/features/exceptions/exception.ts";
import { openException } from "#app/features/exceptions/open-exception.server.ts";
import { recordChanges, systemActor } from "#app/features/outbox/record-changes.server.ts";
import type { ClaimedDelivery } from "#app/features/webhooks/claim-deliveries.server.ts";
import { GatewayAway } from "#app/features/webhooks/try-later.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { WebhookOutcome } from "#db/schema.ts";

/** After this many tries a delivery is a dead letter: visible, replayable, and out of the way. */
export const maxAttempts = 12;
/** After this many that ended only because its gateway could not be asked, too: a day, give or take a quarter. */
export const maxSilences = 45;

/** Seconds until the next try: 2, 4, 8 … at most 15 minutes, each scattered over its second half. */
export function backoffSeconds(attempts: number, chance = Math.random()): number {
  const whole = Math.min(2 ** attempts, 900);
  return whole / 2 + (whole / 2) * chance;
}

/** Seconds until a gateway that could not be asked is asked again: 2, 4, 8 … at most an hour, scattered alike. */
export function silenceSeconds(silences: number, chance = Math.random()): number {
  const whole = Math.min(2 ** silences, 3600);
  return whole / 2 + (whole / 2) * chance;
}

export interface Settlement {
  outcome: WebhookOutcome;
  paymentId?: string | null;
  transactionRef?: string | null;
  note?: string | null;
  exception?: Omit<ExceptionInput, "id" | "delivery_id">;
}

/**
 * Ends a delivery that changes no payment: stored, understood, and told why nothing followed. A worker whose lease ran
 * out has no say any more: whoever claimed the delivery since then settles it.
 */
export async function settleDelivery(
  db: Db,
  delivery: ClaimedDelivery,
  settlement: Settlement,
): Promise<void> {
  const isMine = await db.transaction().execute(async (trx) => {
    const mine = await whileHeld(trx, delivery)
      .set({
        status: "processed",
        processed_at: sql`now()`,
        leased_until: null,
        last_error: null,
        outcome: settlement.outcome,
        payment_id: settlement.paymentId ?? null,
        transaction_ref: settlement.transactionRef ?? null,
        note: settlement.note ?? null,
      })
      .executeTakeFirst();
    if (mine.numUpdatedRows === 0n) return false;
    if (settlement.exception)
      await openException(trx, { ...settlement.exception, id: newId("exc"), delivery_id: delivery.id });
    await recordChanges(trx, {
      actor: { ...systemActor, deliveryId: delivery.id },
      changes: [change(delivery, "processed", { outcome: settlement.outcome })],
    });
    return true;
  });
  if (isMine) wake("outbox");
  log.info(
    { deliveryId: delivery.id, gateway: delivery.gateway, outcome: settlement.outcome, isMine },
    "delivery processed",
  );
}

/** The delivery's row as long as this claim holds it. */
const whileHeld = (trx: Trx, { id, attempts }: ClaimedDelivery) =>
  trx
    .updateTable("payment_webhooks")
    .where("id", "=", id)
    .where("status", "=", "processing")
    .where("attempts", "=", attempts);

/**
 * Puts a delivery back with a later turn, or buries it: soon where it fails by itself, after about a day where only its
 * gateway was away. Others are not held up either way. A worker whose lease ran out has no say here either.
 */
export async function failDelivery(db: Db, delivery: ClaimedDelivery, error: unknown): Promise<void> {
  const away = error instanceof GatewayAway;
  const silences = delivery.silences + (away ? 1 : 0);
  const tries = delivery.attempts - silences;
  const dead = away ? silences >= maxSilences : tries >= maxAttempts;
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  const wait = away ? silenceSeconds(silences) : backoffSeconds(tries);
  const isMine = await db.transaction().execute(async (trx) => {
    const mine = await whileHeld(trx, delivery)
      .set({
        status: dead ? "dead" : "failed",
        leased_until: null,
        last_error: message,
        gateway_silences: silences,
        next_attempt_at: sql`now() + ${wait} * interval '1 second'`,
      })
      .executeTakeFirst();
    if (mine.numUpdatedRows === 0n || !dead) return mine.numUpdatedRows > 0n;
    await openException(trx, {
      id: newId("exc"),
      dedupe_key: `dead_delivery:${delivery.id}`,
      kind: "dead_delivery",
      severity: "critical",
      delivery_id: delivery.id,
      facts: { gateway: delivery.gateway, kind: delivery.kind, attempts: delivery.attempts, error: message },
    });
    await recordChanges(trx, {
      actor: { ...systemActor, deliveryId: delivery.id },
      changes: [change(delivery, "dead", {})],
    });
    return true;
  });
  if (dead && isMine) wake("outbox");
  log.warn(
    { deliveryId: delivery.id, attempts: delivery.attempts, dead, isMine, reason: message },
    "delivery not processed",
  );
}

function change(delivery: ClaimedDelivery, status: string, more: Record<string, unknown>) {
  return {
    topic: "webhooks" as const,
    kind: `delivery.${status}`,
    subject: { type: "delivery", id: delivery.id, version: delivery.attempts },
    before: null,
    after: { status, ...more },
    data: { gateway: delivery.gateway, status, ...more },
    audience: [],
  };
}
