import type { Actor } from "#app/features/outbox/record-changes.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { evidenceRow } from "#app/features/payments/evidence-row.ts";
import { type LockedPayment, readPayment } from "#app/features/payments/lock-payment.server.ts";
import { notPaid, notPaidKey, unreadRows } from "#app/features/payments/unread-words.ts";
import type { Db } from "#app/lib/db.server.ts";

/** The gateway's words that keep a payment under review, verbatim; none where something else does. */
export async function unreadWords(db: Db, paymentId: string): Promise<string[]> {
  const read = await readPayment(db, paymentId);
  return read ? [...new Set(unread(read).map((row) => row.reason ?? ""))] : [];
}

/**
 * A person has looked the transaction up at the gateway: the words that nobody here knows mean no money. The payment
 * goes on without them, failed or with a later attempt; money that arrives after all counts as ever. Safe to repeat.
 */
export async function callUnpaid(
  db: Db,
  input: { paymentId: string; reason: string; actor: Actor & { id: string } },
): Promise<{ outcome: "called" | "nothing_to_do" }> {
  const { paymentId, reason, actor } = input;
  const read = await readPayment(db, paymentId);
  const rows = read ? unread(read) : [];
  if (rows.length === 0) return { outcome: "nothing_to_do" };
  await applyEvidence(db, {
    paymentId,
    actor: { ...actor, reason },
    evidence: rows.map((row) =>
      evidenceRow({
        kind: "override",
        source: "staff",
        code: notPaid,
        attempt_id: row.attempt_id,
        gateway: row.gateway,
        transaction_ref: row.transaction_ref,
        gateway_code: row.reason,
        reason,
        actor_id: actor.id,
        dedupe_key: notPaidKey(row.transaction_ref, row.reason),
      }),
    ),
  });
  return { outcome: "called" };
}

/** What speaks of it in words that nobody has called unpaid yet. */
function unread({ payment, evidence }: LockedPayment) {
  if (payment.status !== "needs_review" || payment.review_reason !== "unknown_status") return [];
  return unreadRows(evidence);
}
