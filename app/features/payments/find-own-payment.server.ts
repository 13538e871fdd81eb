import { findStudentPayment } from "#app/features/payments/find-student-payment.server.ts";
import type { StudentPayment } from "#app/features/payments/student-payment.ts";
import type { Db } from "#app/lib/db.server.ts";

/** The student's own payment. Null for anybody else's: whether it exists is not theirs to know. */
export async function findOwnPayment(
  db: Db,
  studentId: string,
  paymentId: string,
): Promise<StudentPayment | null> {
  const payment = await findStudentPayment(db, paymentId);
  return payment?.studentId === studentId ? payment : null;
}
