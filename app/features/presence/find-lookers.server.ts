import { sql } from "kysely";
import { goneSeconds, type Looker } from "#app/features/presence/presence.ts";
import type { Db } from "#app/lib/db.server.ts";

/** Everyone but `staffId` who has one of these rows open now, first come first. */
export async function findLookers(
  db: Db,
  input: { subjectIds: string[]; staffId: string },
): Promise<Looker[]> {
  if (input.subjectIds.length === 0) return [];
  return db
    .selectFrom("presences")
    .innerJoin("users", "users.id", "presences.staff_id")
    .select(["presences.subject_id as subjectId", "presences.staff_id as staffId", "users.name"])
    .where("presences.subject_id", "in", input.subjectIds)
    .where("presences.staff_id", "<>", input.staffId)
    .where("presences.seen_at", ">", sql<Date>`now() - make_interval(secs => ${sql.lit(goneSeconds)})`)
    .groupBy(["presences.subject_id", "presences.staff_id", "users.name"])
    .orderBy(sql`min(presences.seen_at)`)
    .execute();
}
