import type { ApplyResult } from "#app/features/payments/apply-evidence.server.ts";
import type { EvidenceInput } from "#app/features/payments/evidence-input.ts";
import { lockPayment } from "#app/features/payments/lock-payment.server.ts";
import { assertMayMove, type PaymentPlan, planChange } from "#app/features/payments/plan-change.ts";
import type { Db } from "#app/lib/db.server.ts";

/** What applyEvidence would do with this input, decided by the same code on the same rows; nothing is written. */
export async function previewEvidence(
  db: Db,
  input: EvidenceInput,
): Promise<{ result: ApplyResult; plan: PaymentPlan | null }> {
  return db.transaction().execute(async (trx) => {
    const locked = await lockPayment(trx, input.paymentId);
    if (!locked) return { result: { outcome: "missing" }, plan: null };
    const plan = planChange(locked, input.evidence);
    assertMayMove(locked, plan);
    const course = await trx
      .selectFrom("courses")
      .select(["capacity", "enrolled_count", "approval_mode"])
      .where("id", "=", locked.payment.course_id)
      .executeTakeFirstOrThrow();
    const approved = plan.seat?.carries?.status === "approved";
    const isFull = !approved && course.capacity !== null && course.enrolled_count >= course.capacity;
    const given = approved || course.approval_mode === "none" ? "granted" : "pending";
    const result: ApplyResult = {
      outcome: plan.changed || plan.fresh.length > 0 ? "applied" : "nothing_new",
      before: locked.payment.status,
      after: plan.after.status,
      seat: plan.seat ? (isFull ? "full" : given) : null,
      fresh: plan.fresh.length,
    };
    return { result, plan };
  });
}
