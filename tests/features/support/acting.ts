import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import type { builders } from "#tests/support/build.ts";

/** What a member of staff does next, with a key of its own. */
export async function acting(build: ReturnType<typeof builders>) {
  const staff = await build.user({ role: "admin", name: "Omar Staff" });
  return () => ({ key: newId("req"), actor: { type: "staff" as const, id: staff.id } });
}

export const seatOf = (db: Db, studentId: string) =>
  db
    .selectFrom("enrollments")
    .selectAll()
    .where("student_id", "=", studentId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();

export async function countOf(db: Db, courseId: string): Promise<number> {
  const row = await db
    .selectFrom("courses")
    .select("enrolled_count")
    .where("id", "=", courseId)
    .executeTakeFirstOrThrow();
  return row.enrolled_count;
}

export const actionsOn = async (db: Db, subjectId: string) =>
  (
    await db
      .selectFrom("audit_log")
      .select("action")
      .where("subject_id", "=", subjectId)
      .orderBy("id")
      .execute()
  ).map((row) => row.action);

/** How many wait for a lock in this test's database now. */
export async function waitingForLocks(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
    db,
  );
  return rows[0]!.count;
}
