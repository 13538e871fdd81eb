import type { Selectable } from "kysely";
import { type Actor, systemActor } from "#app/features/outbox/record-changes.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { attemptLife } from "#app/features/payments/check-ladder.ts";
import { evidenceFromFact } from "#app/features/payments/evidence-from-fact.ts";
import type { AttemptUpdate, SettledDelivery } from "#app/features/payments/evidence-input.ts";
import { evidenceRow } from "#app/features/payments/evidence-row.ts";
import type { EvidenceRow } from "#app/features/payments/lock-payment.server.ts";
import type { EvidenceSource, PaymentStatus } from "#app/features/payments/payment.ts";
import type { GatewayErrorCode, InquiryReply, TransactionFact } from "#app/gateways/gateway.ts";
import type { Gateways } from "#app/gateways/registry.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log, withLogScope } from "#app/lib/logger.server.ts";
import type { PaymentAttemptsTable } from "#db/tables/payments.ts";

type Attempt = Selectable<PaymentAttemptsTable>;

/** Attempts that no gateway knows: one refused to open them, or never heard of them. They are not asked about. */
export const unknownToGateways = ["refused", "abandoned"] as const;

/** How long to wait before asking a silent gateway again after the ladder's end. */
const silenceMs = 5 * 60_000;

export type VerifyResult =
  | { outcome: "missing" }
  /** Every attempt was asked and answered. */
  | { outcome: "verified"; before: PaymentStatus; after: PaymentStatus }
  /** At least one gateway gave no usable answer; nothing follows from that. */
  | {
      outcome: "no_answer";
      before: PaymentStatus;
      after: PaymentStatus;
      code: GatewayErrorCode;
      reason: string;
    };

/**
 * Asks the gateways what became of a payment's attempts and applies what they say. No transaction is open while
 * it waits for them. Safe to repeat; `source` is `poll` for the ladder, `return` when a person came to look.
 */
export function verifyPayment(
  db: Db,
  gateways: Gateways,
  input: {
    paymentId: string;
    source: Extract<EvidenceSource, "poll" | "return">;
    actor?: Actor;
    delivery?: SettledDelivery;
    /** Ask about this transaction alone: the one a callback named. */
    transaction?: { attemptId: string; ref: string };
    /** Other than the writer: a dry run's. */
    apply?: typeof applyEvidence;
  },
): Promise<VerifyResult> {
  return withLogScope({ paymentId: input.paymentId }, () => verify(db, gateways, input));
}

async function verify(
  db: Db,
  gateways: Gateways,
  input: Parameters<typeof verifyPayment>[2],
): Promise<VerifyResult> {
  const { transaction } = input;
  const attempts = await db
    .selectFrom("payment_attempts")
    .selectAll()
    .where("payment_id", "=", input.paymentId)
    .where("status", "not in", unknownToGateways)
    .$if(transaction !== undefined, (query) => query.where("id", "=", transaction!.attemptId))
    .orderBy("number", "desc")
    .execute();
  const evidence: EvidenceRow[] = [];
  const updates: AttemptUpdate[] = [];
  let silent: { code: GatewayErrorCode; reason: string } | null = null;
  for (const attempt of attempts) {
    const reply = await ask(gateways, attempt, transaction?.ref ?? null);
    log.info({ attemptId: attempt.id, gateway: attempt.gateway, answer: reply.outcome }, "gateway asked");
    if (reply.outcome === "unknown") {
      // Nobody was sent to pay it: once its time is over no answer is waited for.
      if (neverOpened(attempt) && hasEnded(attempt, []))
        evidence.push(expiredEvidence(attempt, neverOpenedReason));
      else silent = { code: reply.code, reason: reply.reason };
    } else {
      if (reply.outcome === "answered") {
        for (const fact of reply.facts) {
          const row = evidenceFromFact({
            attempt,
            fact,
            source: input.source,
            deliveryId: input.delivery?.id,
          });
          if (row) evidence.push(row);
        }
        const orderRef = reply.facts.find((fact) => fact.attemptRef === attempt.id)?.orderRef;
        if (!attempt.gateway_order_ref && orderRef)
          updates.push({ id: attempt.id, gateway_order_ref: orderRef });
      }
      const facts = reply.outcome === "answered" ? reply.facts : [];
      const paid = facts.some((fact) => fact.state !== "failed" && fact.state !== "pending");
      if (!paid && hasEnded(attempt, facts)) evidence.push(expiredEvidence(attempt, neverPaidReason));
    }
  }
  const applied = await (input.apply ?? applyEvidence)(db, {
    paymentId: input.paymentId,
    evidence,
    asked: true,
    attempts: updates,
    actor: input.actor ?? systemActor,
    delivery: silent === null ? input.delivery : undefined,
    askAgainAt: silent === null ? undefined : new Date(Date.now() + silenceMs).toISOString(),
  });
  if (applied.outcome === "missing") return { outcome: "missing" };
  const moved = { before: applied.before, after: applied.after };
  return silent === null ? { outcome: "verified", ...moved } : { outcome: "no_answer", ...moved, ...silent };
}

async function ask(
  gateways: Gateways,
  attempt: Attempt,
  transactionRef: string | null,
): Promise<InquiryReply> {
  const gateway = gateways.get(attempt.gateway);
  if (!gateway)
    return { outcome: "unknown", code: "unavailable", reason: `${attempt.gateway} is not set up` };
  return gateway.inquire({ attemptId: attempt.id, orderRef: attempt.gateway_order_ref, transactionRef });
}

const neverPaidReason = "The time to pay ran out and the gateway knows of no payment.";
const neverOpenedReason = "The time to pay ran out; the checkout was never opened to anybody.";

/** Creating it was never answered, so its address was never known to anybody. */
const neverOpened = (attempt: Attempt) => attempt.gateway_order_ref === null && attempt.checkout_url === null;

/**
 * Money may still arrive until an attempt's life is over; only an answer after that says it never came. A voucher
 * or wallet push first heard of in this very answer lives as long as any other.
 */
function hasEnded(attempt: Attempt, facts: readonly TransactionFact[]): boolean {
  const told = facts.map((fact) => fact.method).filter((method) => method !== "unknown");
  const lives = [attempt.method, ...told].map((method) => attemptLife(attempt.gateway, method));
  return Date.now() > attempt.created_at.getTime() + Math.max(...lives);
}

function expiredEvidence(attempt: Attempt, reason: string): EvidenceRow {
  return evidenceRow({
    attempt_id: attempt.id,
    kind: "expired",
    source: "system",
    gateway: attempt.gateway,
    code: "expired",
    reason,
    dedupe_key: `system:expired:${attempt.id}`,
  });
}
