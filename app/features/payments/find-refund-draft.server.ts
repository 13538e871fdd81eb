import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";

/** The refund that a decision asked for, as it stands now. Minor units. */
export interface RefundDraft {
  amount_minor: number;
  /** What of it the gateway still holds. */
  left_minor: number;
  currency: string;
  /** What the student was told. */
  reason: string;
  /**
   * `disputed`: the bank questions the payment and may take the money itself, so that a refund would give it twice.
   * `overtaken`: nothing is left to give back, and not because the gateway gave back what was asked.
   */
  standing: "to_make" | "disputed" | "settled" | "overtaken";
  settled_at: Date | null;
}

/** The latest that was not withdrawn, of a payment or of an enrollment; null if there is none. */
export async function findRefundDraft(
  db: Db,
  of: { paymentId: string } | { enrollmentId: string },
): Promise<RefundDraft | null> {
  const row = await db
    .selectFrom("refund_drafts as d")
    .innerJoin("payments as p", "p.id", "d.payment_id")
    .select(["d.amount_minor", "d.currency", "d.reason", "d.status", "d.settled_at"])
    .select(
      sql<number>`greatest(0, least(d.amount_minor, p.captured_minor - p.refunded_minor))`.as("left_minor"),
    )
    .select(sql<boolean>`p.status in ('refunded','voided','lost')`.as("ended"))
    .select(sql<boolean>`p.status = 'disputed'`.as("disputed"))
    .where(
      "paymentId" in of ? "d.payment_id" : "d.enrollment_id",
      "=",
      "paymentId" in of ? of.paymentId : of.enrollmentId,
    )
    .where("d.status", "!=", "withdrawn")
    .orderBy("d.created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { status, ended, disputed, ...draft } = row;
  if (status === "settled") return { ...draft, left_minor: 0, standing: "settled" };
  if (ended || draft.left_minor === 0) return { ...draft, left_minor: 0, standing: "overtaken" };
  return { ...draft, standing: disputed ? "disputed" : "to_make" };
}
