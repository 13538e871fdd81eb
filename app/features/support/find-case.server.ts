import type { Db } from "#app/lib/db.server.ts";
import type { Role } from "#db/schema.ts";

const mostMessages = 200;

/** A case with its conversation, oldest first, and what it is about; null: there is none. */
export async function findCase(db: Db, caseId: string) {
  const row = await db
    .selectFrom("support_cases as k")
    .innerJoin("users as u", "u.id", "k.student_id")
    .leftJoin("users as a", "a.id", "k.assignee_id")
    .leftJoin("payments as p", "p.id", "k.payment_id")
    .leftJoin("courses as c", "c.id", "p.course_id")
    .leftJoin("enrollments as e", "e.id", "k.enrollment_id")
    .leftJoin("courses as s", "s.id", "e.course_id")
    .selectAll("k")
    .select(["u.name as student", "u.email", "a.name as assignee", "a.role as assignee_role"])
    .select(["e.status as seat_status", "s.title as seat_course"])
    .select(["p.status as payment_status", "p.amount_minor", "p.currency", "c.title as course"])
    .where("k.id", "=", caseId)
    .executeTakeFirst();
  if (!row) return null;
  const messages = await db
    .selectFrom("support_case_messages as m")
    .innerJoin("users as u", "u.id", "m.author_id")
    .select(["m.id", "m.kind", "m.body", "m.created_at", "m.author_id", "u.name as author"])
    .where("m.case_id", "=", caseId)
    .orderBy("m.id", "desc")
    .limit(mostMessages)
    .execute();
  return { ...row, messages: messages.reverse() };
}

export type CaseDetail = NonNullable<Awaited<ReturnType<typeof findCase>>>;

/** Colleagues with one of these roles, by name. */
export function findColleagues(db: Db, roles: readonly Role[]) {
  return db
    .selectFrom("users")
    .select(["id", "name"])
    .where("role", "in", roles)
    .where("role", "<>", "student")
    .orderBy("name")
    .limit(200)
    .execute();
}

/** What a student reads of the questions about a payment: theirs and the school's answers, never notes. */
export async function findQuestions(db: Db, studentId: string, paymentId: string) {
  const rows = await db
    .selectFrom("support_case_messages as m")
    .innerJoin("support_cases as k", "k.id", "m.case_id")
    .select(["m.id", "m.kind", "m.body", "m.created_at", "k.status"])
    .where("k.payment_id", "=", paymentId)
    .where("k.student_id", "=", studentId)
    .where("m.kind", "in", ["question", "answer"])
    .orderBy("m.id", "desc")
    .limit(mostMessages)
    .execute();
  return rows.reverse().map((row) => ({
    id: row.id,
    mine: row.kind === "question",
    body: row.body,
    at: row.created_at.getTime(),
    resolved: row.status === "resolved",
  }));
}

export type Questions = Awaited<ReturnType<typeof findQuestions>>;
