import { sql } from "kysely";
import type { Decided } from "#app/features/approvals/decide-enrollment.server.ts";
import { findRefundDraft } from "#app/features/payments/find-refund-draft.server.ts";
import { findCasesAbout } from "#app/features/support/cases-about.server.ts";
import type { Db } from "#app/lib/db.server.ts";

const most = 100;

/** What one decision needs. Null: there is none. */
export async function findEnrollment(db: Db, enrollmentId: string) {
  const enrollment = await db
    .selectFrom("enrollments as e")
    .innerJoin("users as u", "u.id", "e.student_id")
    .innerJoin("courses as c", "c.id", "e.course_id")
    .leftJoin("payments as p", "p.id", "e.payment_id")
    .select(["e.id", "e.status", "e.source", "e.version", "e.student_id", "e.course_id", "e.payment_id"])
    .select(["e.waiting_since", "e.created_at", "e.pay_by", "e.decision_reason"])
    .select(["u.name as student", "u.email", "c.title as course", "c.capacity", "c.enrolled_count"])
    .select(["p.status as payment_status", "p.captured_minor", "p.refunded_minor", "p.currency"])
    .select(
      sql<{
        decided: Decided | null;
      }>`(select enrollment_standing(n) from enrollments n where n.id = e.id)`.as("standing"),
    )
    .where("e.id", "=", enrollmentId)
    .executeTakeFirst();
  if (!enrollment) return null;
  const { standing, ...rest } = enrollment;
  return { ...rest, decided: standing.decided };
}

export type Enrollment = NonNullable<Awaited<ReturnType<typeof findEnrollment>>>;

/** Everything else the page draws of an enrollment: what fails of it leaves the enrollment and its decision. */
export function enrollmentParts(db: Db, { id, student_id }: Enrollment) {
  return {
    related: () => findRelated(db, student_id, id),
    others: () => findOthers(db, student_id, id),
    history: () => findHistory(db, id),
  };
}

/** The refund that is asked for, and cases about it. */
async function findRelated(db: Db, studentId: string, enrollmentId: string) {
  const [draft, cases] = await Promise.all([
    findRefundDraft(db, { enrollmentId }),
    findCasesAbout(db, { studentId, enrollmentId }),
  ]);
  return { draft, cases };
}

/** What else the student has or had. */
function findOthers(db: Db, studentId: string, enrollmentId: string) {
  return db
    .selectFrom("enrollments as e")
    .innerJoin("courses as c", "c.id", "e.course_id")
    .leftJoin("payments as p", "p.id", "e.payment_id")
    .select(["e.id", "e.status", "e.created_at", "c.title as course"])
    .select(["p.refunded_minor", "p.currency"])
    .where("e.student_id", "=", studentId)
    .where("e.id", "!=", enrollmentId)
    .orderBy("e.created_at", "desc")
    .limit(20)
    .execute();
}

/** All that happened to the enrollment, newest first. */
function findHistory(db: Db, enrollmentId: string) {
  return db
    .selectFrom("audit_log as a")
    .leftJoin("users as u", "u.id", "a.actor_id")
    .select(["a.id", "a.at", "a.actor_type", "a.action", "a.before", "a.after", "a.reason"])
    .select("u.name as actor")
    .where("a.subject_type", "=", "enrollment")
    .where("a.subject_id", "=", enrollmentId)
    .orderBy("a.id", "desc")
    .limit(most)
    .execute();
}

export type Related = Awaited<ReturnType<typeof findRelated>>;
export type Others = Awaited<ReturnType<typeof findOthers>>;
export type History = Awaited<ReturnType<typeof findHistory>>;
