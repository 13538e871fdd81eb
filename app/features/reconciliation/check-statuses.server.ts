import { sql } from "kysely";
import { openException, resolveException } from "#app/features/exceptions/open-exception.server.ts";
import { type LockedPayment, readPayment, toEvidence } from "#app/features/payments/lock-payment.server.ts";
import type { PaymentState } from "#app/features/payments/payment.ts";
import { reduceEvidence } from "#app/features/payments/reduce-evidence.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";

const keyOf = (paymentId: string) => `status_drift:${paymentId}`;

/**
 * Holds stored statuses against reduce(evidence) for payments that moved after `since` (null: all of them), in pages
 * by id; each payment is read as of one moment, so no lock is needed. A difference is an exception: something wrote
 * around the one writer. It closes when they agree again. The number checked.
 */
export async function checkStatuses(db: Db, since: Date | null, page = 200): Promise<number> {
  await resolveAgreed(db);
  let after = "";
  for (let checked = 0; ; ) {
    const { rows } = await sql<{ read: LockedPayment }>`
      select read_payment(id) as read from payments
      where id > ${after} ${since ? sql`and updated_at > ${since}` : sql``}
      order by id limit ${page}`.execute(db);
    for (const { read } of rows) {
      const told = toldOf(read);
      if (!agrees(read, told)) await openDrift(db, read, told);
    }
    checked += rows.length;
    if (rows.length < page) return checked;
    after = rows.at(-1)!.read.payment.id;
  }
}

const toldOf = (read: LockedPayment) =>
  reduceEvidence(read.evidence.map((row) => toEvidence(row, read.attempts)));

const agrees = ({ payment }: LockedPayment, told: PaymentState) =>
  told.status === payment.status &&
  told.capturedMinor === payment.captured_minor &&
  told.refundedMinor === payment.refunded_minor;

async function openDrift(db: Db, { payment }: LockedPayment, told: PaymentState): Promise<void> {
  await openException(db, {
    id: newId("exc"),
    dedupe_key: keyOf(payment.id),
    kind: "status_drift",
    severity: "critical",
    payment_id: payment.id,
    student_id: payment.student_id,
    course_id: payment.course_id,
    facts: { stored: payment.status, fromEvidence: told.status, currency: payment.currency },
  });
}

async function resolveAgreed(db: Db): Promise<void> {
  const open = await db
    .selectFrom("exceptions")
    .select("payment_id")
    .where("status", "=", "open")
    .where("kind", "=", "status_drift")
    .limit(200)
    .execute();
  for (const { payment_id } of open) {
    const read = payment_id && (await readPayment(db, payment_id));
    if (!read || !agrees(read, toldOf(read))) continue;
    const how = "The stored status agrees with the evidence again.";
    await resolveException(db, { dedupeKey: keyOf(read.payment.id), how });
  }
}
