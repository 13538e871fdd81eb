import { openException, resolveException } from "#app/features/exceptions/open-exception.server.ts";
import { lockPayment, toEvidence } from "#app/features/payments/lock-payment.server.ts";
import { reduceEvidence } from "#app/features/payments/payment.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";

/**
 * Holds stored statuses against reduce(evidence) for payments that moved after `since` (null: from the beginning),
 * in pages by id. A difference is an exception: something wrote around the one writer. The number checked.
 */
export async function checkStatuses(db: Db, since: Date | null, page = 200): Promise<number> {
  let after = "";
  for (let checked = 0; ; ) {
    let query = db.selectFrom("payments").select("id").where("id", ">", after).orderBy("id").limit(page);
    if (since) query = query.where("updated_at", ">", since);
    const ids = await query.execute();
    for (const { id } of ids) await checkOne(db, id);
    checked += ids.length;
    if (ids.length < page) return checked;
    after = ids.at(-1)!.id;
  }
}

async function checkOne(db: Db, paymentId: string): Promise<void> {
  const locked = await db.transaction().execute((trx) => lockPayment(trx, paymentId));
  if (!locked) return;
  const told = reduceEvidence(locked.evidence.map((row) => toEvidence(row, locked.attempts)));
  const { payment } = locked;
  const same =
    told.status === payment.status &&
    told.capturedMinor === payment.captured_minor &&
    told.refundedMinor === payment.refunded_minor;
  const dedupeKey = `status_drift:${paymentId}`;
  if (same)
    await resolveException(db, { dedupeKey, how: "The stored status agrees with the evidence again." });
  else
    await openException(db, {
      id: newId("exc"),
      dedupe_key: dedupeKey,
      kind: "status_drift",
      severity: "critical",
      payment_id: payment.id,
      student_id: payment.student_id,
      course_id: payment.course_id,
      facts: { stored: payment.status, fromEvidence: told.status, currency: payment.currency },
    });
}
