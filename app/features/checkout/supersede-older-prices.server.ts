import type { CheckoutInput, Price } from "#app/features/checkout/begin-checkout.server.ts";
import { applyInTransaction } from "#app/features/payments/apply-evidence.server.ts";
import { evidenceRow } from "#app/features/payments/evidence-row.ts";
import { openStatuses } from "#app/features/payments/payment.ts";
import type { Trx } from "#app/lib/db.server.ts";

/**
 * Ends what this student began to pay for the course at another price: such a checkout is resumed no more. No gateway
 * can take its page back, so each attempt is still asked about for as long as it may be paid, and what arrives on it
 * counts: at the sum that was asked then.
 */
export async function supersedeOlderPrices(trx: Trx, input: CheckoutInput, price: Price): Promise<void> {
  const older = await trx
    .selectFrom("payments")
    .select("id")
    .where("student_id", "=", input.studentId)
    .where("course_id", "=", input.courseId)
    .where("currency", "=", price.currency)
    .where("amount_minor", "<>", price.amount_minor)
    .where("status", "in", openStatuses)
    .execute();
  for (const { id } of older) {
    const attempts = await trx
      .selectFrom("payment_attempts")
      .select(["id", "gateway"])
      .where("payment_id", "=", id)
      .where("status", "in", ["creating", "open", "unknown"])
      .execute();
    await applyInTransaction(trx, {
      paymentId: id,
      actor: { type: "student", id: input.studentId, reason: "The price of the course changed." },
      evidence: attempts.map((attempt) =>
        evidenceRow({
          kind: "expired",
          source: "checkout",
          attempt_id: attempt.id,
          gateway: attempt.gateway,
          code: "replaced",
          reason: "The price of the course changed, and the student began again at the new one.",
          dedupe_key: `checkout:replaced:${attempt.id}`,
        }),
      ),
      attempts: attempts.map((attempt) => ({ id: attempt.id, status: "superseded" })),
    });
  }
}
