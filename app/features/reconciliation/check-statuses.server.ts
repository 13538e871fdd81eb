import { sql } from "kysely";
import { openException, resolveException } from "#app/features/exceptions/open-exception.server.ts";
import { suspenseTotals } from "#app/features/ledger/book-suspense.ts";
import { type LockedPayment, readPayment, toEvidence } from "#app/features/payments/lock-payment.server.ts";
import type { PaymentState } from "#app/features/payments/payment.ts";
import { reduceEvidence } from "#app/features/payments/reduce-evidence.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";

const keyOf = (paymentId: string) => `status_drift:${paymentId}`;

/**
 * Holds stored statuses against reduce(evidence) for payments that moved after `since` (null: all of them), in pages
 * by id; each payment is read as of one moment, so no lock is needed. A difference is an exception: something wrote
 * around the one writer. It closes when they agree again. The number checked; throws between two pages once `signal` is
 * aborted.
 */
export async function checkStatuses(
  db: Db,
  since: Date | null,
  { page = 200, signal }: { page?: number; signal?: AbortSignal } = {},
): Promise<number> {
  await resolveAgreed(db);
  let after = "";
  for (let checked = 0; ; ) {
    signal?.throwIfAborted();
    const { rows } = await sql<{ read: LockedPayment }>`
      select read_payment(id) as read from payments
      where id > ${after} ${since ? sql`and updated_at > ${since}` : sql``}
      order by id limit ${page}`.execute(db);
    const held = await suspenseOf(
      db,
      rows.map(({ read }) => read.payment.id),
    );
    for (const { read } of rows) {
      const told = toldOf(read);
      if (!agrees(read, told, held)) await openDrift(db, read, told);
    }
    checked += rows.length;
    if (rows.length < page) return checked;
    after = rows.at(-1)!.read.payment.id;
  }
}

const toldOf = (read: LockedPayment) =>
  reduceEvidence(read.evidence.map((row) => toEvidence(row, read.attempts)));

const agrees = ({ payment }: LockedPayment, told: PaymentState, held: Suspense) =>
  told.status === payment.status &&
  told.capturedMinor === payment.captured_minor &&
  told.refundedMinor === payment.refunded_minor &&
  balancesOf(told) === (held.get(payment.id) ?? "");

/** What is left in suspense by payment, as one comparable text: "4000 EGP, 100 USD". */
type Suspense = ReadonlyMap<string, string>;

const balancesOf = (told: PaymentState) =>
  suspenseTotals(told.held)
    .map((one) => ({ currency: one.currency, left: one.amountMinor - one.returnedMinor }))
    .filter((one) => one.left !== 0)
    .sort((a, b) => (a.currency < b.currency ? -1 : 1))
    .map((one) => `${one.left} ${one.currency}`)
    .join(", ");

async function suspenseOf(db: Db, paymentIds: string[]): Promise<Suspense> {
  const { rows } = await sql<{ payment_id: string; balance: string }>`
    select payment_id, string_agg(left_over || ' ' || currency, ', ' order by currency collate "C") as balance from (
      select payment_id, currency, sum(case when kind = 'suspense_in' then amount_minor else -amount_minor end) as left_over
      from ledger_entries where kind in ('suspense_in','suspense_out') and payment_id = any(${paymentIds})
      group by payment_id, currency) s
    where left_over <> 0 group by payment_id`.execute(db);
  return new Map(rows.map((row) => [row.payment_id, row.balance]));
}

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
    if (!read || !agrees(read, toldOf(read), await suspenseOf(db, [read.payment.id]))) continue;
    const how = "The stored status agrees with the evidence again.";
    await resolveException(db, { dedupeKey: keyOf(read.payment.id), how });
  }
}
