import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";

const most = 20;

/** What stands beside a person's timeline: the latest of each, as the panels draw it. */
export async function findPanels(db: Db, userId: string) {
  const [payments, seats, cases, sessions, merged] = await Promise.all([
    db
      .selectFrom("payments as p")
      .innerJoin("courses as c", "c.id", "p.course_id")
      .select(["p.id", "p.status", "p.amount_minor", "p.currency", "p.created_at", "c.title"])
      .where("p.student_id", "=", userId)
      .orderBy("p.created_at", "desc")
      .orderBy("p.id", "desc")
      .limit(most)
      .execute(),
    db
      .selectFrom("enrollments as e")
      .innerJoin("courses as c", "c.id", "e.course_id")
      .select(["e.id", "e.status", "e.source", "e.created_at", "e.pay_by", "c.title"])
      .where("e.student_id", "=", userId)
      .orderBy("e.created_at", "desc")
      .orderBy("e.id", "desc")
      .limit(most)
      .execute(),
    db
      .selectFrom("support_cases")
      .select(["id", "subject", "status", "awaits", "updated_at"])
      .where("student_id", "=", userId)
      .orderBy("updated_at", "desc")
      .limit(most)
      .execute(),
    db
      .selectFrom("sessions")
      .select(["created_at", "last_seen_at", "user_agent"])
      .where("user_id", "=", userId)
      .where("expires_at", ">", sql<Date>`now()`)
      .orderBy("last_seen_at", "desc")
      .limit(most)
      .execute(),
    db
      .selectFrom("users")
      .select(["id", "name", "email"])
      .where("merged_into", "=", userId)
      .limit(most)
      .execute(),
  ]);
  return { payments, seats, cases, sessions, merged };
}

export type Panels = Awaited<ReturnType<typeof findPanels>>;
