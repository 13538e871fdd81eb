import { sql } from "kysely";
import { findPerson } from "#app/features/people/find-person.server.ts";
import { searchPeople } from "#app/features/people/search-people.server.ts";
import { findMergeConflicts } from "#app/features/support/merge-conflicts.server.ts";
import { findSparePlaces } from "#app/features/support/merge-lines.server.ts";
import type { Db } from "#app/lib/db.server.ts";

const mostOffered = 10;

/** Whom a search for the duplicate may mean, the survivor left out. */
export async function findCandidates(db: Db, survivorId: string, search: string) {
  const ids = (await searchPeople(db, search)).filter((id) => id !== survivorId).slice(0, mostOffered);
  if (ids.length === 0) return [];
  return db
    .selectFrom("users")
    .select(["id", "name", "email", "phone"])
    .where("id", "in", ids)
    .orderBy(sql`array_position(${ids}::text[], id)`)
    .execute();
}

/** Everything that would move, and what stands in the way; null for nobody. */
export async function previewMerge(db: Db, survivorId: string, goneId: string) {
  const gone = goneId === survivorId ? null : await findPerson(db, goneId);
  if (!gone) return null;
  const [conflicts, spare, counts] = await Promise.all([
    findMergeConflicts(db, { survivorId, goneId }),
    findSparePlaces(db, [survivorId, goneId]),
    sql<{ payments: number; seats: number; cases: number; notes: number }>`select
      (select count(*) from (select 1 from payments where student_id = ${goneId} limit 10000) x) as payments,
      (select count(*) from (select 1 from enrollments where student_id = ${goneId} limit 10000) x) as seats,
      (select count(*) from (select 1 from support_cases where student_id = ${goneId} limit 10000) x) as cases,
      (select count(*) from (select 1 from person_notes where user_id = ${goneId} limit 10000) x) as notes`.execute(
      db,
    ),
  ]);
  const { id, name, email, phone, version } = gone;
  return {
    gone: { id, name, email, phone, version },
    conflicts,
    spare: spare.length,
    counts: counts.rows[0]!,
  };
}
