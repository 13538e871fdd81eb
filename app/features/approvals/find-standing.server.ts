import { sql } from "kysely";
import type { Decided } from "#app/features/approvals/decide-enrollment.server.ts";
import { undoSeconds } from "#app/features/enrollments/enrollment.ts";
import type { Db } from "#app/lib/db.server.ts";

/** One enrollment as a notice about its decision needs it. Null: there is none. */
export async function findStanding(db: Db, enrollmentId: string) {
  const row = await db
    .selectFrom("enrollments as e")
    .innerJoin("users as u", "u.id", "e.student_id")
    .select(["e.id", "e.status", "e.source", "e.version", "u.name as student"])
    .select(
      sql<{
        decided: Decided | null;
      }>`(select enrollment_standing(n) from enrollments n where n.id = e.id)`.as("standing"),
    )
    .select(
      sql<boolean>`coalesce(e.decision <> 'undo' and e.decided_version = e.version and e.decided_at > now() - make_interval(secs => ${undoSeconds}), false)`.as(
        "undoable",
      ),
    )
    .where("e.id", "=", enrollmentId)
    .executeTakeFirst();
  if (!row) return null;
  const { standing, undoable, ...rest } = row;
  return { row: { ...rest, decided: standing.decided }, undoable };
}
