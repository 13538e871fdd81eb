import type { Actor } from "#app/features/outbox/record-changes.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { callUnpaid, unreadWords } from "#app/features/payments/call-unpaid.server.ts";
import { previewEvidence } from "#app/features/payments/preview-evidence.server.ts";
import { repairViolation } from "#app/features/reconciliation/repair-violation.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";

/** What repairing an exception now would do; `none`: its kind has no repair a person may press a button for. */
export type RepairPreview =
  | { repair: "none" }
  /** `seatsLeft` null: the course has no limit. `asks` false: the payment no longer wants a seat. */
  | { repair: "seat"; asks: boolean; enrolled: number; capacity: number | null }
  | { repair: "recount" }
  /** `words`: how the gateway speaks of the payment, verbatim. */
  | { repair: "unpaid"; words: string[] };

interface Subject {
  kind: string;
  payment_id: string | null;
  course_id: string | null;
}

/** Decided by the same code as the repair itself, on the rows as they are; writes nothing. */
export async function previewRepair(db: Db, exception: Subject): Promise<RepairPreview> {
  if (exception.kind === "count_drift") return { repair: "recount" };
  if (exception.kind === "payment_mismatch" && exception.payment_id) {
    const words = await unreadWords(db, exception.payment_id);
    return words.length > 0 ? { repair: "unpaid", words } : { repair: "none" };
  }
  if (exception.kind !== "paid_not_enrolled" || !exception.payment_id || !exception.course_id)
    return { repair: "none" };
  const actor: Actor = { type: "system", id: null };
  const { plan } = await previewEvidence(db, { paymentId: exception.payment_id, evidence: [], actor });
  const course = await db
    .selectFrom("courses")
    .select(["enrolled_count", "capacity"])
    .where("id", "=", exception.course_id)
    .executeTakeFirstOrThrow();
  return {
    repair: "seat",
    asks: plan?.seat != null,
    enrolled: course.enrolled_count,
    capacity: course.capacity,
  };
}

export type RepairResult = {
  outcome: "missing" | "not_open" | "repaired" | "full" | "nothing_to_do" | "no_reason";
};

/**
 * Repairs an open exception where that is safe. The seat's or the payment's own transaction closes it. Safe to repeat.
 * `reason` is needed where the repair is a person's own finding.
 */
export async function repairException(
  db: Db,
  exceptionId: string,
  actor: Actor & { id: string },
  reason: string | null = null,
): Promise<RepairResult> {
  const exception = await db
    .selectFrom("exceptions")
    .select(["status", "kind", "payment_id", "course_id", "dedupe_key"])
    .where("id", "=", exceptionId)
    .executeTakeFirst();
  if (!exception) return { outcome: "missing" };
  if (exception.status !== "open") return { outcome: "not_open" };
  if (exception.kind === "paid_not_enrolled" && exception.payment_id) {
    const result = await applyEvidence(db, { paymentId: exception.payment_id, evidence: [], actor });
    if (result.outcome === "missing" || result.seat === null || result.seat === "held")
      return { outcome: "nothing_to_do" };
    return { outcome: result.seat === "full" ? "full" : "repaired" };
  }
  if (exception.kind === "payment_mismatch" && exception.payment_id) {
    if (reason === null) return { outcome: "no_reason" };
    const { outcome } = await callUnpaid(db, { paymentId: exception.payment_id, reason, actor });
    return { outcome: outcome === "called" ? "repaired" : outcome };
  }
  if (exception.kind === "count_drift") {
    const gone = await repairViolation(db, { ...exception, facts: {} });
    wake("outbox");
    return { outcome: gone ? "repaired" : "nothing_to_do" };
  }
  return { outcome: "nothing_to_do" };
}
