import { findOwnPayment } from "#app/features/payments/find-own-payment.server.ts";
import type { Db } from "#app/lib/db.server.ts";

const most = 50;

/** What the student's own pages would load for this student: their courses, their payments, one payment's answer. */
export async function findStudentView(db: Db, studentId: string, paymentId: string | null) {
  const [courses, payments, payment] = await Promise.all([
    db
      .selectFrom("enrollments as e")
      .innerJoin("courses as c", "c.id", "e.course_id")
      .select(["e.id", "e.status", "c.title"])
      .where("e.student_id", "=", studentId)
      .where("e.status", "!=", "transferred")
      .orderBy("e.created_at", "desc")
      .orderBy("e.id", "desc")
      .limit(most)
      .execute(),
    db
      .selectFrom("payments as p")
      .innerJoin("courses as c", "c.id", "p.course_id")
      .select(["p.id", "p.status", "p.amount_minor", "p.currency", "p.created_at", "c.title"])
      .where("p.student_id", "=", studentId)
      .orderBy("p.created_at", "desc")
      .orderBy("p.id", "desc")
      .limit(most)
      .execute(),
    paymentId ? findOwnPayment(db, studentId, paymentId) : null,
  ]);
  return { courses, payments, payment };
}

export type StudentView = Awaited<ReturnType<typeof findStudentView>>;
