import type { Db } from "#app/lib/db.server.ts";

/** The student's seats, newest first. */
export async function findMyCourses(db: Db, studentId: string) {
  const rows = await db
    .selectFrom("enrollments")
    .innerJoin("courses", "courses.id", "enrollments.course_id")
    .select(["enrollments.id", "enrollments.course_id", "enrollments.status", "enrollments.payment_id"])
    .select(["courses.title", "courses.starts_at"])
    .where("enrollments.student_id", "=", studentId)
    .where("enrollments.status", "!=", "transferred")
    .orderBy("enrollments.created_at", "desc")
    .orderBy("enrollments.id", "desc")
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    courseId: row.course_id,
    title: row.title,
    status: row.status,
    startsAt: row.starts_at?.getTime() ?? null,
    paymentId: row.payment_id,
  }));
}

export type MyCourse = Awaited<ReturnType<typeof findMyCourses>>[number];
