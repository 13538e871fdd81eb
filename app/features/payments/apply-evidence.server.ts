import { sql } from "kysely";
import type { Actor } from "#app/features/outbox/record-changes.server.ts";
import { changesOf } from "#app/features/payments/changes-to-record.server.ts";
import {
  convergeSeats,
  seatOfPayment,
  touchesAnother,
} from "#app/features/payments/converge-seats.server.ts";
import { exceptionsOf } from "#app/features/payments/exceptions-to-open.ts";
import {
  type EvidenceRow,
  type LockedPayment,
  lockPayment,
  readPayment,
} from "#app/features/payments/lock-payment.server.ts";
import type { PaymentStatus } from "#app/features/payments/payment.ts";
import { assertMayMove, type PaymentPlan, planChange } from "#app/features/payments/plan-change.ts";
import { settleRefundDrafts } from "#app/features/payments/settle-refund-drafts.server.ts";
import type { PaymentMethod } from "#app/gateways/gateway.ts";
import { createBatcher } from "#app/lib/batcher.ts";
import { type Db, databaseErrorCode, perDatabase, type Trx } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { AttemptStatus, WebhookOutcome } from "#db/schema.ts";

/** What becomes of an attempt's own row beside the evidence. Refs are set once; a second value never overwrites the first. */
export interface AttemptUpdate {
  id: string;
  status?: AttemptStatus;
  gateway_order_ref?: string;
  gateway_intention_ref?: string | null;
  checkout_url?: string;
  error_code?: string;
  error_message?: string;
}

/** The delivery this change settles, written in the same transaction. */
export interface SettledDelivery {
  id: string;
  outcome?: WebhookOutcome;
  transactionRef?: string | null;
  note?: string | null;
}

export interface EvidenceInput {
  paymentId: string;
  evidence: readonly EvidenceRow[];
  actor: Actor;
  attempts?: readonly AttemptUpdate[];
  delivery?: SettledDelivery;
  /** ISO time to ask again although the ladder has ended: a gateway gave no answer. Ignored once money was collected. */
  askAgainAt?: string;
  /** Who calls decides about the student's other payments for the same seat itself. */
  seats?: "settled";
}

export type ApplyResult =
  | { outcome: "missing" }
  | {
      outcome: "applied" | "nothing_new";
      before: PaymentStatus;
      after: PaymentStatus;
      seat: Seat;
      fresh: number;
      /** The student's other payments for the same seat may have to be decided about again. */
      touches?: true;
    };

/** How often a decision is made anew because the payment moved meanwhile, before the row is locked for it. */
const triesUnlocked = 3;

/**
 * The one way to change a payment, whatever the source: evidence, status, enrollment, ledger, audit, outbox and
 * the settled delivery in one transaction under the payment's row lock. Safe to repeat: known facts change nothing.
 * Decided on an unlocked read and written by one statement that locks the row and makes sure nothing moved: two round
 * trips. A payment that keeps moving is decided under the lock.
 */
export async function applyEvidence(db: Db, input: EvidenceInput): Promise<ApplyResult> {
  const result =
    (await applyUnlocked(db, input)) ??
    (await db.transaction().execute((trx) => applyInTransaction(trx, input)));
  if (result.outcome !== "missing") {
    wake("outbox");
    log.info(
      {
        paymentId: input.paymentId,
        deliveryId: input.delivery?.id,
        before: result.before,
        after: result.after,
        seat: result.seat,
        fresh: result.fresh,
        source: input.evidence[0]?.source,
      },
      result.outcome === "applied" ? "evidence applied" : "evidence known already",
    );
    if (wentBackWhole(result)) await settleRefundDrafts(db, input.paymentId);
    if (result.touches && input.seats !== "settled")
      await convergeSeats(db, await seatOfPayment(db, input.paymentId), applyEvidence);
  }
  return result;
}

/** Killed before the drafts of its refund are settled, the sweep settles them. */
const wentBackWhole = ({ before, after }: { before: PaymentStatus; after: PaymentStatus }) =>
  before !== after && (after === "refunded" || after === "voided");

/** Null: the payment moved under each try. */
async function applyUnlocked(db: Db, input: EvidenceInput): Promise<ApplyResult | null> {
  for (let tries = 0; tries < triesUnlocked; tries++) {
    const read = await readPayment(db, input.paymentId);
    if (!read) return { outcome: "missing" };
    const plan = planChange(read, input.evidence);
    assertMayMove(read, plan);
    try {
      const written = await write(db, input, read, plan, {
        version: read.payment.version,
        evidence: read.evidence.at(-1)?.id ?? 0,
        attempts: read.attempts.length,
      });
      if (!written.stale) return resultOf(read, plan, written.seat);
    } catch (error) {
      if (databaseErrorCode(error) !== seatLost) throw error;
    }
  }
  return null;
}

/** write_payments' own code: the seat went to another payment of the same student. */
const seatLost = "BU001";

const outcomeOf = (plan: PaymentPlan) => (plan.changed || plan.fresh.length > 0 ? "applied" : "nothing_new");

function resultOf(
  read: LockedPayment,
  plan: PaymentPlan,
  seat: Seat,
): Exclude<ApplyResult, { outcome: "missing" }> {
  const { payment } = read;
  return {
    outcome: outcomeOf(plan),
    before: payment.status,
    after: plan.after.status,
    seat,
    fresh: plan.fresh.length,
    ...(touchesAnother(read, plan) && { touches: true as const }),
  };
}

/** The same inside the caller's transaction; the caller wakes the outbox after its commit. */
export async function applyInTransaction(trx: Trx, input: EvidenceInput): Promise<ApplyResult> {
  const locked = await lockPayment(trx, input.paymentId);
  if (!locked) return { outcome: "missing" };
  const plan = planChange(locked, input.evidence);
  assertMayMove(locked, plan);
  const { seat } = await write(trx, input, locked, plan, null);
  const result = resultOf(locked, plan, seat);
  // Lost the seat to another payment of the same student while waiting for the course: look again, and say so.
  if (seat === "held" && plan.seat) {
    const again = await applyInTransaction(trx, {
      ...input,
      evidence: [],
      delivery: undefined,
      attempts: [],
    });
    if (again.outcome !== "missing") return { ...result, after: again.after, seat };
  }
  return result;
}

/** `pending`: a seat is held until staff have decided about it. `held`: the student has one already. */
type Seat = "granted" | "pending" | "held" | "full" | null;

/** What an unlocked decision was made on; the write refuses it (`stale`) if any of it moved. */
interface Expected {
  version: number;
  evidence: number;
  attempts: number;
}

async function write(
  db: Db,
  input: EvidenceInput,
  locked: LockedPayment,
  plan: PaymentPlan,
  expect: Expected | null,
): Promise<Written> {
  const { payment } = locked;
  const { after } = plan;
  const latest = locked.attempts.at(-1);
  const body = {
    ...(expect && { expect }),
    now: locked.now,
    payment: {
      id: payment.id,
      status: after.status,
      gateway: latest?.gateway ?? payment.gateway,
      captured_minor: after.capturedMinor,
      refunded_minor: after.refundedMinor,
      completed_at: after.completedAt === null ? null : new Date(after.completedAt).toISOString(),
      failure_code: after.failureCode,
      failure_reason: after.failureReason,
      review_reason: after.reviewReason,
      next_check_at: plan.nextCheckAt ?? (after.collections.length === 0 ? (input.askAgainAt ?? null) : null),
      changed: plan.changed,
    },
    evidence: plan.fresh,
    ledger: plan.ledger,
    attempts: attemptRows(input.attempts ?? [], plan),
    seat: plan.seat,
    delivery: input.delivery && {
      id: input.delivery.id,
      outcome: input.delivery.outcome ?? outcomeOf(plan),
      payment_id: payment.id,
      transaction_ref: input.delivery.transactionRef ?? null,
      note: input.delivery.note ?? null,
    },
    changes: changesOf(input, locked, plan),
    ...exceptionsOf(locked, plan),
  };
  return db.isTransaction ? (await writeAll(db, [body]))[0]! : writersOf(db)(body);
}

interface Written {
  seat: Seat;
  stale?: true;
}

/** Several changes in one statement, each answered in its place: all of them are written, or none. */
async function writeAll(db: Db, bodies: readonly object[]): Promise<Written[]> {
  const inputs = JSON.stringify(bodies.map((body, place) => ({ ...body, place })));
  const result = await sql<{ written: Written[] }>`select write_changes(${inputs}::jsonb) as written`.execute(
    db,
  );
  return result.rows[0]!.written;
}

/** Changes that are decided while others are being written share a statement and a commit. */
const writersOf = perDatabase((db) =>
  createBatcher<object, Written>({ largest: 16, lanes: 2, flush: (bodies) => writeAll(db, bodies) }),
);

/**
 * One row for each attempt that changes: what the caller says of it, and for search and support the transaction and
 * method that decided. A transaction that collected money is not displaced by a later one that did not.
 */
function attemptRows(updates: readonly AttemptUpdate[], plan: PaymentPlan): object[] {
  const collected = new Set(plan.after.collections.map((one) => one.ref));
  const rows = new Map<string, Record<string, unknown>>();
  for (const update of updates) rows.set(update.id, { ...rows.get(update.id), ...update });
  for (const attemptId of new Set(plan.fresh.map((row) => row.attempt_id))) {
    const told = plan.rows.filter((row) => row.attempt_id === attemptId && row.transaction_ref);
    const row = told.find((one) => collected.has(one.transaction_ref!)) ?? told.at(-1);
    if (!attemptId || !row) continue;
    const method = told.findLast((one) => one.transaction_ref === row.transaction_ref && isKnown(one.method));
    rows.set(attemptId, {
      ...rows.get(attemptId),
      id: attemptId,
      gateway_transaction_ref: row.transaction_ref,
      method: method?.method ?? null,
    });
  }
  return [...rows.values()];
}

const isKnown = (method: PaymentMethod | null) => method !== null && method !== "unknown";
