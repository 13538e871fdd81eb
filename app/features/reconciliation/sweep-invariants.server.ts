import { sql } from "kysely";
import { liveStatuses } from "#app/features/enrollments/live-statuses.server.ts";
import { seatCourse } from "#app/features/enrollments/seat-course.server.ts";
import { openException, resolveException } from "#app/features/exceptions/open-exception.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { convergeSeats, type SeatOf } from "#app/features/payments/converge-seats.server.ts";
import { settleRefundDrafts } from "#app/features/payments/settle-refund-drafts.server.ts";
import {
  keptAfterRefund,
  questions,
  type Violation,
} from "#app/features/reconciliation/find-violations.server.ts";
import { repairViolation } from "#app/features/reconciliation/repair-violation.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";

export interface SweepResult {
  opened: number;
  repaired: number;
  resolved: number;
}

/**
 * Asks every invariant of the tables. A violation is repaired where that is safe, else opened as an exception (once;
 * it re-opens when it returns). An open exception whose violation is gone is resolved. Safe to run from two workers.
 * `since` bounds the search to payments that moved after it; null searches everything. A question that fails keeps no
 * other from being asked: the sweep throws what failed once the rest is done.
 */
export async function sweepInvariants(db: Db, since: Date | null): Promise<SweepResult> {
  const result: SweepResult = { opened: 0, repaired: 0, resolved: 0 };
  const steps = [
    ...Object.entries(questions).map(([kind, find]) => async () => {
      for (const violation of await find(db, since)) await handle(db, violation, result);
      await resolveGone(db, kind, result);
    }),
    ...Object.keys(goneWhen)
      .filter((kind) => !(kind in questions))
      .map((kind) => () => resolveGone(db, kind, result)),
    () => retrySeats(db, result),
    () => settleDoubles(db, result),
    async () => {
      result.repaired += await settleRefundDrafts(db);
    },
  ];
  const failed: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => failed.push(error));
  if (result.opened + result.repaired + result.resolved > 0) {
    wake("outbox");
    log.info({ ...result }, "invariants swept");
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} steps of the sweep failed`);
  return result;
}

async function handle(db: Db, violation: Violation, result: SweepResult): Promise<void> {
  const open = await db
    .selectFrom("exceptions")
    .select(["status", "repair_attempts"])
    .where("dedupe_key", "=", violation.dedupe_key)
    .executeTakeFirst();
  if (open?.status === "ignored") return;
  if (await tryRepair(db, violation)) {
    result.repaired += 1;
    const gone = { dedupeKey: violation.dedupe_key, how: "Repaired by itself." };
    if (open?.status === "open" && (await resolveException(db, gone))) result.resolved += 1;
    return;
  }
  if (await openException(db, { ...violation, id: newId("exc") })) result.opened += 1;
}

async function tryRepair(db: Db, violation: Violation): Promise<boolean> {
  try {
    return await repairViolation(db, violation);
  } catch (error) {
    log.warn({ err: error, paymentId: violation.payment_id, kind: violation.kind }, "repair failed");
    await sql`
      update exceptions set repair_attempts = repair_attempts + 1, history = history || jsonb_build_array(jsonb_build_object('at', now(), 'what', 'repair_tried'))
      where dedupe_key = ${violation.dedupe_key} and status = 'open'`.execute(db);
    return false;
  }
}

/** Paid students who wait for a seat, where one has become free: first paid, first served. */
async function retrySeats(db: Db, result: SweepResult): Promise<void> {
  const waiting = await db
    .selectFrom("exceptions as x")
    .innerJoin("courses as c", "c.id", "x.course_id")
    .innerJoin("payments as p", "p.id", "x.payment_id")
    .select(["x.dedupe_key", "x.payment_id"])
    .where("x.status", "=", "open")
    .where("x.kind", "=", "paid_not_enrolled")
    .where((eb) => eb.or([eb("c.capacity", "is", null), eb("c.enrolled_count", "<", eb.ref("c.capacity"))]))
    .orderBy("p.completed_at")
    .limit(200)
    .execute();
  for (const row of waiting) {
    const violation: Violation = { ...row, kind: "paid_not_enrolled", facts: {} };
    // The seat's own transaction resolves the exception.
    if (await tryRepair(db, violation)) result.repaired += 1;
  }
}

/** Payments under review for a seat that nobody else's money holds any more: their own write path was cut short. */
async function settleDoubles(db: Db, result: SweepResult): Promise<void> {
  const { rows } = await sql<{ studentId: string; courseId: string }>`
    select distinct p.student_id as "studentId", p.course_id as "courseId" from payments p
    where p.status = 'needs_review' and p.review_reason = 'two_payments_one_seat'
      and not exists (select 1 from enrollments e left join payments h on h.id = e.payment_id
        where e.student_id = p.student_id and e.course_id = p.course_id and e.status in ('pending_approval','active','suspended')
          and e.payment_id is distinct from p.id and (h.id is null or h.captured_minor > h.refunded_minor or h.captured_minor = 0))
    limit 200`.execute(db);
  for (const about of rows) if (await tryConverge(db, about)) result.repaired += 1;
}

async function tryConverge(db: Db, about: SeatOf): Promise<boolean> {
  try {
    return await convergeSeats(db, about, applyEvidence);
  } catch (error) {
    log.warn({ err: error, ...about }, "seats could not be settled; tried again with the next sweep");
    return false;
  }
}

/** Open exceptions of this kind whose question no longer finds them. */
async function resolveGone(db: Db, kind: string, result: SweepResult): Promise<void> {
  const gone = goneWhen[kind];
  if (!gone) return;
  const rows = await sql<{ dedupe_key: string }>`
    select x.dedupe_key from exceptions x where x.status = 'open' and x.kind = ${kind} and (${gone}) limit 200`.execute(
    db,
  );
  for (const row of rows.rows) {
    const how = "What was wrong is no longer so.";
    if (await resolveException(db, { dedupeKey: row.dedupe_key, how })) result.resolved += 1;
  }
}

/** When an open exception's own rows no longer break its invariant. */
const goneWhen: Record<string, ReturnType<typeof sql>> = {
  paid_not_enrolled: sql`exists (select 1 from payments p where p.id = x.payment_id and (p.captured_minor <= p.refunded_minor
    or exists (select 1 from enrollments e where e.student_id = p.student_id and e.course_id = p.course_id and e.status in (${liveStatuses}))))`,
  enrolled_not_paid: sql`not exists (select 1 from enrollments e join payments p on p.id = e.payment_id
    where e.id = x.enrollment_id and e.status in ('pending_approval','active') and p.captured_minor <= p.refunded_minor and not ${keptAfterRefund})`,
  two_payments_one_seat: sql`(select count(*) from payments p where p.student_id = x.student_id and ${seatCourse("p")} = x.course_id and p.captured_minor > p.refunded_minor) < 2
    and not exists (select 1 from payments p where p.student_id = x.student_id and p.course_id = x.course_id and p.status = 'needs_review' and p.review_reason in ('two_successes','two_payments_one_seat'))`,
  payment_mismatch: sql`exists (select 1 from payments p where p.id = x.payment_id and p.status <> 'needs_review')`,
  // Callbacks that the gateway was slow to confirm: its own answer shows by now all that they claimed.
  facts_disagree: sql`jsonb_array_length(coalesce(x.facts->'said', '[]')) > 0 and not exists (
    select 1 from jsonb_array_elements(x.facts->'said') s where s->>'what' <> 'not_confirmed' or s->>'claims' is null or not exists (
      select 1 from payment_evidence e where e.payment_id = x.payment_id and e.transaction_ref = s->>'transaction'
        and e.source in ('poll','return','settlement') and (e.kind = 'voided'
          or (e.kind = 'refunded' and e.refunded_minor >= coalesce((s->>'refundedMinor')::bigint, 0))
          or (e.kind = 'succeeded' and s->>'claims' = 'succeeded'))))`,
  ledger_drift: sql`exists (select 1 from payments p where p.id = x.payment_id and p.captured_minor - p.refunded_minor =
    (select coalesce(sum(case when kind = 'capture' then amount_minor else -amount_minor end), 0) from ledger_entries where payment_id = p.id and kind in ('capture','refund','void')))`,
  count_drift: sql`exists (select 1 from courses c where c.id = x.course_id and c.enrolled_count =
    (select count(*) from enrollments e where e.course_id = c.id and e.status in (${liveStatuses})))`,
  // Opened by the inbox, and over once the delivery itself has been processed otherwise, by a worker or a replay.
  dead_delivery: sql`exists (select 1 from payment_webhooks w where w.id = x.delivery_id and w.status = 'processed')`,
  malformed_delivery: sql`exists (select 1 from payment_webhooks w where w.id = x.delivery_id and w.status = 'processed' and w.outcome <> 'malformed')`,
  unattributed_money: sql`exists (select 1 from payment_webhooks w where w.id = x.delivery_id and w.status = 'processed' and w.outcome <> 'unattributed')
    or exists (select 1 from payment_attempts a join payment_evidence e on e.attempt_id = a.id and e.payment_id = a.payment_id
      where x.delivery_id is null and a.gateway = x.facts->>'gateway' and a.gateway_order_ref = x.facts->>'order' and e.kind in ('succeeded','refunded','voided','mismatch'))`,
  bad_signatures: sql`not exists (select 1 from payment_webhooks w where w.status = 'rejected' and w.gateway = x.facts->>'gateway' and w.received_at > now() - interval '1 hour')`,
};
