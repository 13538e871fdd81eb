import { sql } from "kysely";
import { seatCourse } from "#app/features/enrollments/seat-course.server.ts";
import type {
  Evidence,
  EvidenceKind,
  EvidenceSource,
  PaymentStatus,
} from "#app/features/payments/payment.ts";
import type { GatewayName, PaymentMethod } from "#app/gateways/gateway.ts";
import { createBatcher } from "#app/lib/batcher.ts";
import { type Db, perDatabase, type Trx } from "#app/lib/db.server.ts";
import type { AttemptStatus, EnrollmentStatus } from "#db/schema.ts";

/** Evidence as it is written and read back: column names, times as ISO text. */
export interface EvidenceRow {
  attempt_id: string | null;
  kind: EvidenceKind;
  source: EvidenceSource;
  gateway: GatewayName | null;
  transaction_ref: string | null;
  amount_minor: number | null;
  currency: string | null;
  refunded_minor: number | null;
  gateway_time: string | null;
  gateway_at: string | null;
  method: PaymentMethod | null;
  code: string | null;
  gateway_code: string | null;
  reason: string | null;
  delivery_id: string | null;
  actor_id: string | null;
  dedupe_key: string;
}

export interface LockedAttempt {
  id: string;
  number: number;
  gateway: GatewayName;
  status: AttemptStatus;
  amount_minor: number;
  currency: string;
  gateway_order_ref: string | null;
  gateway_transaction_ref: string | null;
  method: PaymentMethod | null;
  created_at: string;
  expires_at: string;
}

export interface LockedEnrollment {
  id: string;
  payment_id: string | null;
  status: EnrollmentStatus;
  version: number;
}

/** Everything one decision about a payment needs, read under its row lock. */
export interface LockedPayment {
  /** The transaction's own time: what new evidence will be recorded with. */
  now: string;
  payment: {
    id: string;
    student_id: string;
    course_id: string;
    amount_minor: number;
    currency: string;
    status: PaymentStatus;
    gateway: GatewayName;
    captured_minor: number;
    refunded_minor: number;
    completed_at: string | null;
    failure_code: string | null;
    failure_reason: string | null;
    review_reason: string | null;
    next_check_at: string | null;
    version: number;
  };
  attempts: LockedAttempt[];
  evidence: Array<EvidenceRow & { id: number; recorded_at: string }>;
  /** The student's live enrollment in this course, whoever paid for it. */
  enrollment: LockedEnrollment | null;
  /** The student's request for this course that nobody has decided yet. */
  request: LockedEnrollment | null;
  /** The latest enrollment this payment ever gave. */
  past_enrollment: LockedEnrollment | null;
  /** That live enrollment is another payment's, and its money went back: it holds the seat no more. */
  holder_gave_back?: boolean;
  /** That live enrollment is another payment's, and this payment's own seat was moved to another course. */
  seat_elsewhere?: boolean;
}

/** Locks a payment's row until the transaction ends and reads what belongs to it, in one round trip. Null: no such payment. */
export async function lockPayment(trx: Trx, paymentId: string): Promise<LockedPayment | null> {
  const result = await sql<{
    locked: LockedPayment | null;
  }>`select lock_payment(${paymentId}) as locked`.execute(trx);
  return withHolder(trx, result.rows[0]?.locked ?? null);
}

/**
 * The same without a lock, of one moment: what is decided on it must be checked when it is written. Reads that are
 * asked for while others are under way share a statement.
 */
export async function readPayment(db: Db, paymentId: string): Promise<LockedPayment | null> {
  return withHolder(db, await readersOf(db)(paymentId));
}

/** Rare, so it costs others nothing: the seat is another payment's, and what became of its money decides. */
async function withHolder(db: Db, read: LockedPayment | null): Promise<LockedPayment | null> {
  const holder = read?.enrollment?.payment_id;
  if (!read || !holder || holder === read.payment.id) return read;
  const { id, course_id } = read.payment;
  const { captured_minor, refunded_minor, own_course } = await db
    .selectFrom("payments as h")
    .innerJoin("payments as p", (join) => join.on("p.id", "=", id))
    .select(["h.captured_minor", "h.refunded_minor", seatCourse("p").as("own_course")])
    .where("h.id", "=", holder)
    .executeTakeFirstOrThrow();
  return {
    ...read,
    holder_gave_back: captured_minor > 0 && captured_minor <= refunded_minor,
    seat_elsewhere: own_course !== course_id,
  };
}

const readersOf = perDatabase((db) =>
  createBatcher<string, LockedPayment | null>({
    largest: 16,
    lanes: 2,
    flush: async (ids) => {
      const { rows } = await sql<{ read: LockedPayment | null }>`
        select read_payment(id) as read from unnest(${ids}::text[]) with ordinality as asked (id, place) order by place`.execute(
        db,
      );
      return rows.map((row) => row.read);
    },
  }),
);

/** A stored fact as the reducer sees it. */
export function toEvidence(
  row: EvidenceRow & { recorded_at: string },
  attempts: ReadonlyArray<{ id: string; number: number }>,
): Evidence {
  return {
    kind: row.kind,
    source: row.source,
    attemptNumber: attempts.find((attempt) => attempt.id === row.attempt_id)?.number ?? 0,
    transactionRef: row.transaction_ref,
    amountMinor: row.amount_minor,
    currency: row.currency,
    refundedMinor: row.refunded_minor,
    gatewayAt: row.gateway_at === null ? null : Date.parse(row.gateway_at),
    recordedAt: Date.parse(row.recorded_at),
    method: row.method,
    code: row.code,
    reason: row.reason,
    dedupeKey: row.dedupe_key,
  };
}
