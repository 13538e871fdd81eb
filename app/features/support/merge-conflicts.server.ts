import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";

/** Why two accounts cannot become one as they stand. */
export interface MergeConflict {
  kind: "not_student" | "merged_already" | "both_enrolled" | "both_paying" | "too_much";
  /** The course that both are in, or are paying for. */
  course: { id: string; title: string } | null;
}

/** More than this is no person who registered twice; a person at the database should look first. */
export const mostMoved = 2_000;

/** What stands in the way of merging: nothing, or each thing a person has to sort out first. */
export async function findMergeConflicts(
  db: Db,
  ids: { survivorId: string; goneId: string },
): Promise<MergeConflict[]> {
  const both = [ids.survivorId, ids.goneId];
  const people = await db
    .selectFrom("users")
    .select(["role", "merged_into"])
    .where("id", "in", both)
    .execute();
  const { rows } = await sql<MergeConflict & { id: string; title: string }>`
    select 'both_enrolled' as kind, c.id, c.title from enrollments a join enrollments b on b.course_id = a.course_id
      join courses c on c.id = a.course_id
    where a.student_id = ${ids.survivorId} and b.student_id = ${ids.goneId}
      and a.status in ('requested','pending_approval','approved','active','suspended') and b.status in ('requested','pending_approval','approved','active','suspended')
    union
    select 'both_paying', c.id, c.title from payments a join payments b on b.course_id = a.course_id and b.currency = a.currency
      join courses c on c.id = a.course_id
    where a.student_id = ${ids.survivorId} and b.student_id = ${ids.goneId}
      and a.status in ('created','redirected','pending') and b.status in ('created','redirected','pending')
    limit 50`.execute(db);
  const conflicts: MergeConflict[] = rows.map(({ kind, id, title }) => ({ kind, course: { id, title } }));
  if (people.some((person) => person.role !== "student"))
    conflicts.unshift({ kind: "not_student", course: null });
  if (people.some((person) => person.merged_into))
    conflicts.unshift({ kind: "merged_already", course: null });
  if ((await countMoving(db, ids.goneId)) > mostMoved) conflicts.unshift({ kind: "too_much", course: null });
  return conflicts;
}

async function countMoving(db: Db, userId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from (select 1 from payments where student_id = ${userId} limit ${mostMoved}) p)
      + (select count(*) from (select 1 from enrollments where student_id = ${userId} limit ${mostMoved}) e) as count`.execute(
    db,
  );
  return rows[0]!.count;
}
