import { sql } from "kysely";
import { changesOf } from "#app/features/payments/changes-to-record.server.ts";
import type { AttemptUpdate, EvidenceInput } from "#app/features/payments/evidence-input.ts";
import { exceptionsOf } from "#app/features/payments/exceptions-to-open.ts";
import type { LockedPayment } from "#app/features/payments/lock-payment.server.ts";
import type { PaymentPlan } from "#app/features/payments/plan-change.ts";
import type { PaymentMethod } from "#app/gateways/gateway.ts";
import { createBatcher } from "#app/lib/batcher.ts";
import { type Db, perDatabase } from "#app/lib/db.server.ts";

/** `pending`: a seat is held until staff have decided about it. `held`: the student has one already. */
export type Seat = "granted" | "pending" | "held" | "full" | null;

/** What an unlocked decision was made on; the write refuses it (`stale`) if any of it moved. */
export interface Expected {
  version: number;
  evidence: number;
  attempts: number;
}

/** write_changes' own code: the seat went to another payment of the same student. */
export const seatLost = "BU001";

/** Whether what was decided is more than what was known. */
export const outcomeOf = (plan: PaymentPlan) =>
  plan.changed || plan.fresh.length > 0 ? "applied" : "nothing_new";

/**
 * Writes what was decided about a payment: evidence, status, seat, ledger, audit, outbox, exceptions and the settled
 * delivery, by one statement. Within a transaction alone; else together with others that are decided meanwhile.
 * `stale`: what was expected has moved, and nothing was written. Throws with code `seatLost` where another payment of
 * the same student took the seat.
 */
export async function writeChange(
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
      next_check_at: plan.nextCheckAt ?? (after.collections.length === 0 ? stillToAsk(input, payment) : null),
      changed: plan.changed,
      asked: input.asked,
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

/** When to ask although the ladder has ended: until a gateway has been asked, what was still to be asked stays so. */
const stillToAsk = (input: EvidenceInput, payment: LockedPayment["payment"]): string | null =>
  input.askAgainAt ?? (input.asked ? null : payment.next_check_at);

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
