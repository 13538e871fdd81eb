import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";

/** The seat whose time would be extended, whose it is, and how many wait in line behind it. Null: there is none. */
export async function findDeadline(db: Db, enrollmentId: string) {
  const seat = await db
    .selectFrom("enrollments as e")
    .innerJoin("users as u", "u.id", "e.student_id")
    .innerJoin("courses as c", "c.id", "e.course_id")
    .select(["e.id", "e.version", "e.status", "e.pay_by", "c.title"])
    .select(["u.id as user_id", "u.name", "u.email"])
    .select(
      sql<number>`(select count(*)::int from waitlist_entries w where w.course_id = e.course_id and w.status = 'waiting')`.as(
        "behind",
      ),
    )
    .where("e.id", "=", enrollmentId)
    .executeTakeFirst();
  return seat ?? null;
}
