import { sql } from "kysely";
import { recordChanges, systemActor } from "#app/features/outbox/record-changes.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";

/** How many are settled in one transaction; the sweep comes again for the rest. */
const most = 100;

/**
 * Settles the drafts of refunds that the gateway has made: the payment's own facts say that all of its money went back,
 * in the draft's currency and no less than the draft asks. Part of the money back settles nothing, nor does a lost
 * dispute: of several collections nobody knows which one a part was for. Of one payment, or without `paymentId` of
 * any. Safe to repeat, and beside a restored seat that withdraws the draft: one of the two finds it gone. How many ended.
 */
export async function settleRefundDrafts(db: Db, paymentId?: string): Promise<number> {
  const settled = await db.transaction().execute(async (trx) => {
    let made = trx
      .selectFrom("refund_drafts as d")
      .innerJoin("payments as p", "p.id", "d.payment_id")
      .select(["d.id", "p.student_id"])
      .where("d.status", "=", "draft")
      .where("p.status", "in", ["refunded", "voided"])
      .whereRef("p.refunded_minor", "=", "p.captured_minor")
      .whereRef("p.refunded_minor", ">=", "d.amount_minor")
      .whereRef("p.currency", "=", "d.currency")
      .orderBy("d.created_at")
      .limit(most);
    if (paymentId) made = made.where("d.payment_id", "=", paymentId);
    const rows = await trx
      .with("made", () => made)
      .updateTable("refund_drafts as d")
      .from("made")
      .set({
        status: "settled",
        settled_at: sql`now()`,
        updated_at: sql`now()`,
        version: sql`d.version + 1`,
      })
      .whereRef("d.id", "=", "made.id")
      .where("d.status", "=", "draft")
      .returning(["d.id", "d.payment_id", "d.amount_minor", "d.currency", "d.version", "made.student_id"])
      .execute();
    await recordChanges(trx, {
      actor: { ...systemActor, reason: "The gateway gave the whole payment back." },
      changes: rows.map((row) => ({
        topic: "payments",
        kind: "refund.draft_settled",
        subject: { type: "refund_draft", id: row.id, version: row.version },
        before: { status: "draft" },
        after: {
          status: "settled",
          payment_id: row.payment_id,
          amount_minor: row.amount_minor,
          currency: row.currency,
        },
        data: {
          paymentId: row.payment_id,
          amountMinor: row.amount_minor,
          currency: row.currency,
          status: "settled",
        },
        audience: [row.student_id],
      })),
    });
    return rows;
  });
  if (settled.length === 0) return 0;
  wake("outbox");
  log.info(
    { draftIds: settled.map((row) => row.id), paymentIds: settled.map((row) => row.payment_id) },
    "refund drafts settled: the gateway gave the money back",
  );
  return settled.length;
}
