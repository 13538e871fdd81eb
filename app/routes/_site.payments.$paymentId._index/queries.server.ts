import type { EvidenceKind, EvidenceSource } from "#app/features/payments/payment.ts";
import type { StudentFact } from "#app/features/payments/student-timeline.ts";
import type { Db } from "#app/lib/db.server.ts";

/** What is known of a payment and when its seat was given, for the student's timeline. */
export async function findHistory(
  db: Db,
  paymentId: string,
): Promise<{ facts: StudentFact[]; seatAt: number | null; refusedAt: number | null }> {
  const [facts, seat] = await Promise.all([
    db
      .selectFrom("payment_evidence")
      .select(["id", "kind", "source", "gateway", "transaction_ref", "attempt_id"])
      .select(["amount_minor", "refunded_minor", "currency", "gateway_at", "recorded_at"])
      .where("payment_id", "=", paymentId)
      .orderBy("id")
      .limit(500)
      .execute(),
    db
      .selectFrom("enrollments")
      .select(["status", "decision", "decided_at", "created_at"])
      .where("payment_id", "=", paymentId)
      .where("status", "!=", "pending_approval")
      .orderBy("created_at")
      .limit(1)
      .executeTakeFirst(),
  ]);
  return {
    facts: facts.map((fact) => ({
      id: fact.id,
      kind: fact.kind,
      gateway: fact.gateway,
      transactionRef: fact.transaction_ref,
      attemptId: fact.attempt_id,
      amountMinor: fact.amount_minor,
      refundedMinor: fact.refunded_minor,
      currency: fact.currency,
      at: (isDatedByItsPayment(fact) ? fact.recorded_at : (fact.gateway_at ?? fact.recorded_at)).getTime(),
    })),
    // Approved after the payment, it was confirmed when that was decided.
    seatAt:
      !seat || seat.status === "rejected"
        ? null
        : (seat.decision === "approve" ? seat.decided_at! : seat.created_at).getTime(),
    refusedAt: seat?.status === "rejected" ? (seat.decided_at?.getTime() ?? null) : null,
  };
}

/** An answer about a payment has the time of the payment, also where it tells of money that went back days later. */
const isDatedByItsPayment = ({ kind, source }: { kind: EvidenceKind; source: EvidenceSource }) =>
  source !== "webhook" && (kind === "refunded" || kind === "voided");
