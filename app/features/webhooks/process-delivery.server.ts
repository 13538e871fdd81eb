import type { Actor } from "#app/features/outbox/record-changes.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { evidenceFromFact } from "#app/features/payments/evidence-from-fact.ts";
import type { EvidenceRow } from "#app/features/payments/lock-payment.server.ts";
import { verifyPayment } from "#app/features/payments/verify-payment.server.ts";
import {
  type Attempt,
  attemptOfTransaction,
  type Binding,
  bindAttempt,
  gatewayOf,
} from "#app/features/webhooks/bind-attempt.server.ts";
import type { ClaimedDelivery } from "#app/features/webhooks/claim-deliveries.server.ts";
import { settleDelivery } from "#app/features/webhooks/settle-delivery.server.ts";
import { settleNobody, settleUnconfirmed } from "#app/features/webhooks/settle-in-doubt.server.ts";
import { GatewayAway, TryLater } from "#app/features/webhooks/try-later.ts";
import type { Envelope, GatewayErrorCode, GatewayEvent, TransactionFact } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import type { Db } from "#app/lib/db.server.ts";

/** How many tries a success nobody confirms gets before it is called a contradiction. */
const triesForConfirmation = 5;

/** What processing does to the database; a dry run has hands that only look. */
export interface Hands {
  apply: typeof applyEvidence;
  settle: typeof settleDelivery;
}

const writing: Hands = { apply: applyEvidence, settle: settleDelivery };

/**
 * Turns one stored delivery into evidence. Runs any number of times with the same end: known facts change nothing.
 * Throws TryLater (or what broke) when it must come back.
 */
export async function processDelivery(
  db: Db,
  gateways: Gateways,
  delivery: ClaimedDelivery,
  hands: Hands = writing,
): Promise<void> {
  const gateway = gatewayOf(gateways, delivery.gateway);
  const { kind, eventKey, rawBody } = delivery;
  const event = gateway.read(gateway.reopen({ kind: kind as Envelope["kind"], eventKey, raw: rawBody }));
  switch (event.type) {
    case "transaction":
      return applyTransaction(db, gateways, delivery, event, hands);
    case "child":
      return applyChild(db, gateways, delivery, event, hands);
    case "malformed":
      return hands.settle(db, delivery, {
        outcome: "malformed",
        note: event.problem,
        exception: {
          dedupe_key: `malformed_delivery:${delivery.id}`,
          kind: "malformed_delivery",
          facts: { gateway: delivery.gateway, problem: event.problem, order: event.orderRef },
        },
      });
    case "card_token":
      return hands.settle(db, delivery, { outcome: "noted", note: "A card was saved at the gateway." });
    case "subscription":
      return hands.settle(db, delivery, {
        outcome: "unsupported",
        note: `Subscription ${event.subscriptionRef}: ${event.trigger}.`,
      });
    case "delivery_status":
      return hands.settle(db, delivery, {
        outcome: "unsupported",
        note: `Courier status of order ${event.orderRef}: ${event.status}.`,
      });
    case "unsupported":
      return hands.settle(db, delivery, { outcome: "unsupported", note: event.description });
    default:
      return assertNever(event);
  }
}

async function applyTransaction(
  db: Db,
  gateways: Gateways,
  delivery: ClaimedDelivery,
  event: Extract<GatewayEvent, { type: "transaction" }>,
  hands: Hands,
): Promise<void> {
  const { fact } = event;
  const binding = await bindAttempt(db, delivery.gateway, fact);
  if (binding.outcome === "nobody") return settleNobody(db, delivery, fact, hands.settle);
  const { attempt } = binding;
  if (binding.outcome === "claimed" || event.confirm || !fact.accountIsOurs)
    return confirm(
      db,
      gateways,
      delivery,
      { attempt, fact, note: noteOf(binding), refundMinor: event.claimedRefundMinor ?? 0 },
      hands,
    );
  const row = evidenceFromFact({ attempt, fact, source: "webhook", deliveryId: delivery.id });
  await hands.apply(db, {
    paymentId: attempt.payment_id,
    evidence: row ? [row] : [],
    actor: { type: "gateway", id: delivery.gateway, deliveryId: delivery.id },
    delivery: {
      id: delivery.id,
      transactionRef: fact.transactionRef,
      note: binding.note,
      ...(row?.kind === "mismatch" && { outcome: "mismatch" as const }),
    },
  });
}

/** Tries in which the gateway answered, this one among them: its silence confirms nothing and denies nothing. */
const answersOf = (delivery: ClaimedDelivery) => delivery.attempts - delivery.silences;

/** What cannot be reached, or does not let us in, may answer tomorrow; an answer that makes no sense is a fault. */
function notConfirmed({ code, reason }: { code: GatewayErrorCode; reason: string }): TryLater {
  const away = code === "unavailable" || code === "auth";
  return new (away ? GatewayAway : TryLater)(`The gateway could not confirm it: ${reason}`);
}

const noteOf = (binding: Binding) => (binding.outcome === "bound" ? binding.note : null);

/** Takes nothing from the callback itself: asks the gateway, and applies what it answers. */
async function confirm(
  db: Db,
  gateways: Gateways,
  delivery: ClaimedDelivery,
  claim: { attempt: Attempt; fact: TransactionFact; note: string | null; refundMinor: number },
  hands: Hands,
): Promise<void> {
  const { attempt, fact, note } = claim;
  const reply = await gatewayOf(gateways, delivery.gateway).inquire({
    attemptId: attempt.id,
    orderRef: attempt.gateway_order_ref,
    transactionRef: attempt.gateway_order_ref === null ? null : fact.transactionRef,
  });
  if (reply.outcome === "unknown") throw notConfirmed(reply);
  const facts = reply.outcome === "answered" ? reply.facts : [];
  const ours = facts.filter((one) => one.orderRef === null || one.orderRef === fact.orderRef);
  const claims = fact.state === "succeeded" || fact.state === "refunded" || fact.state === "voided";
  const confirmed = ours.some((one) => one.transactionRef === fact.transactionRef && confirms(one, claim));
  const evidence = ours
    .map((one) => evidenceFromFact({ attempt, fact: one, source: "poll", deliveryId: delivery.id }))
    .filter((row) => row !== null);
  const actor: Actor = { type: "gateway", id: delivery.gateway, deliveryId: delivery.id };
  if (claims && !confirmed) {
    // A refund that is not to be seen yet: the money that is to be seen counts meanwhile.
    if (fact.state !== "succeeded" && evidence.length > 0)
      await hands.apply(db, { paymentId: attempt.payment_id, evidence, asked: true, actor });
    if (answersOf(delivery) < triesForConfirmation) throw new TryLater("The gateway does not confirm it yet");
    const claimed = { ...fact, refundedMinor: claim.refundMinor };
    return settleUnconfirmed(db, delivery, attempt, claimed, hands.settle);
  }
  await hands.apply(db, {
    paymentId: attempt.payment_id,
    evidence,
    asked: true,
    attempts:
      fact.orderRef && attempt.gateway_order_ref === null && ours.length > 0
        ? [{ id: attempt.id, gateway_order_ref: fact.orderRef }]
        : [],
    actor,
    delivery: {
      id: delivery.id,
      transactionRef: fact.transactionRef,
      note,
      ...(evidence.some((row) => row.kind === "mismatch") && { outcome: "mismatch" as const }),
    },
  });
}

/**
 * Does the gateway's answer say what the callback claims? One that still shows the money whole, or less given back than
 * the callback names, denies the refund or is older than it.
 */
function confirms(answer: TransactionFact, claim: { fact: TransactionFact; refundMinor: number }): boolean {
  if (claim.fact.state === "succeeded") return answer.state !== "failed" && answer.state !== "pending";
  return (
    answer.state === "voided" ||
    (answer.state === "refunded" && (answer.refundedMinor ?? 0) >= claim.refundMinor)
  );
}

/** A refund, void or capture names its parent: what the parent now is, only the gateway's own answer tells. */
async function applyChild(
  db: Db,
  gateways: Gateways,
  delivery: ClaimedDelivery,
  event: Extract<GatewayEvent, { type: "child" }>,
  hands: Hands,
): Promise<void> {
  const binding = await bindAttempt(db, delivery.gateway, event.fact);
  const attempt =
    binding.outcome === "bound"
      ? binding.attempt
      : await attemptOfTransaction(db, delivery.gateway, event.parentRef);
  if (!attempt) return settleNobody(db, delivery, event.fact, hands.settle);
  let shown = false;
  const result = await verifyPayment(db, gateways, {
    paymentId: attempt.payment_id,
    source: "poll",
    actor: { type: "gateway", id: delivery.gateway, deliveryId: delivery.id },
    delivery: { id: delivery.id, transactionRef: event.fact.transactionRef },
    transaction: { attemptId: attempt.id, ref: event.parentRef },
    apply: (to, input) => {
      shown =
        event.child === "capture" || event.fact.state !== "succeeded" || input.evidence.some(showsChild);
      // What the answer does say is kept; the delivery is done only when its own movement is in it.
      return hands.apply(to, shown ? input : { ...input, delivery: undefined });
    },
  });
  if (result.outcome === "no_answer") throw notConfirmed(result);
  if (shown) return;
  if (answersOf(delivery) < triesForConfirmation)
    throw new TryLater("The gateway does not show the money given back yet");
  return settleUnconfirmed(db, delivery, attempt, event.fact, hands.settle);

  function showsChild(row: EvidenceRow): boolean {
    if (row.transaction_ref !== event.parentRef) return false;
    const given = row.kind === "voided" ? row.amount_minor : row.refunded_minor;
    return (
      (given ?? 0) >= (event.fact.amount?.minor ?? 0) && (row.kind === "voided" || row.kind === "refunded")
    );
  }
}
