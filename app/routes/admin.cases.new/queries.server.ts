import type { Db } from "#app/lib/db.server.ts";

const most = 30;

/** What a case of this student may be about: their payments, and their seats and requests that no payment stands for. */
export async function findSubjects(db: Db, studentId: string) {
  const [payments, seats] = await Promise.all([
    db
      .selectFrom("payments as p")
      .innerJoin("courses as c", "c.id", "p.course_id")
      .select(["p.id", "p.amount_minor", "p.currency", "p.status", "c.title"])
      .where("p.student_id", "=", studentId)
      .orderBy("p.created_at", "desc")
      .orderBy("p.id", "desc")
      .limit(most)
      .execute(),
    db
      .selectFrom("enrollments as e")
      .innerJoin("courses as c", "c.id", "e.course_id")
      .select(["e.id", "e.status", "c.title"])
      .where("e.student_id", "=", studentId)
      .where("e.payment_id", "is", null)
      .orderBy("e.created_at", "desc")
      .orderBy("e.id", "desc")
      .limit(most)
      .execute(),
  ]);
  return { payments, seats };
}

export type Subjects = Awaited<ReturnType<typeof findSubjects>>;

/** The subject that a seat's page means: its payment where one stands for it, else the seat itself. */
export async function subjectOfSeat(db: Db, enrollmentId: string): Promise<string> {
  const seat = await db
    .selectFrom("enrollments")
    .select("payment_id")
    .where("id", "=", enrollmentId)
    .executeTakeFirst();
  return seat?.payment_id ?? enrollmentId;
}
