import type { Db } from "#app/lib/db.server.ts";

const most = 10;

/** The cases that are tied to a payment, or to a seat of a student's, last moved first. */
export function findCasesAbout(
  db: Db,
  about: { paymentId: string } | { studentId: string; enrollmentId: string },
) {
  const cases = db
    .selectFrom("support_cases")
    .select(["id", "subject", "status", "awaits"])
    .orderBy("updated_at", "desc")
    .orderBy("id", "desc")
    .limit(most);
  if ("paymentId" in about) return cases.where("payment_id", "=", about.paymentId).execute();
  return cases
    .where("student_id", "=", about.studentId)
    .where("enrollment_id", "=", about.enrollmentId)
    .execute();
}

export type CasesAbout = Awaited<ReturnType<typeof findCasesAbout>>;
