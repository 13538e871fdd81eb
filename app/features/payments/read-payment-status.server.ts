import { gatewaysReason } from "#app/features/payments/gateways-reason.server.ts";
import type { PaymentStatus } from "#app/features/payments/payment.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { EnrollmentStatus } from "#db/schema.ts";

/** What `GET /api/payments/:id/status` says. Amounts are minor units; times ISO 8601. */
export interface PaymentStatusAnswer {
  id: string;
  status: PaymentStatus;
  amount: { minor: number; currency: string };
  /** The gateway's words; null where we or staff concluded it. */
  failureReason: string | null;
  completedAt: string | null;
  enrollment: { status: EnrollmentStatus } | null;
  version: number;
  updatedAt: string;
}

/** One payment's status and whose it is; null: no such payment. */
export async function readPaymentStatus(
  db: Db,
  paymentId: string,
): Promise<{ studentId: string; status: PaymentStatusAnswer } | null> {
  const row = await db
    .selectFrom("payments as p")
    .leftJoin("enrollments as e", "e.payment_id", "p.id")
    .select(gatewaysReason.as("gateways_reason"))
    .select([
      "p.id",
      "p.student_id",
      "p.status",
      "p.amount_minor",
      "p.currency",
      "p.completed_at",
      "p.version",
      "p.updated_at",
      "e.status as enrollment_status",
    ])
    .where("p.id", "=", paymentId)
    .orderBy("e.created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    studentId: row.student_id,
    status: {
      id: row.id,
      status: row.status,
      amount: { minor: row.amount_minor, currency: row.currency },
      failureReason: row.gateways_reason,
      completedAt: row.completed_at?.toISOString() ?? null,
      enrollment: row.enrollment_status ? { status: row.enrollment_status } : null,
      version: row.version,
      updatedAt: row.updated_at.toISOString(),
    },
  };
}
