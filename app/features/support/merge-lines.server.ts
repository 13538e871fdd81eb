import { sql } from "kysely";
import type { Actor } from "#app/features/outbox/record-changes.server.ts";
import { recordEntry } from "#app/features/waitlist/record-entry.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { liveEnrollmentStatuses } from "#db/schema.ts";

/** The places in line that two accounts do not need as one: of two in one line the later; any beside a seat or a request. */
export async function findSparePlaces(db: Db, people: readonly [string, string]) {
  const both = [...people];
  const seated = [...liveEnrollmentStatuses, "requested"];
  const { rows } = await sql<{ id: string; version: number; course_id: string; student_id: string }>`
    select w.id, w.version, w.course_id, w.student_id from waitlist_entries w
    where w.student_id = any(${both}) and w.status = 'waiting' and (
      exists (select 1 from enrollments e where e.student_id = any(${both}) and e.course_id = w.course_id and e.status = any(${seated}))
      or exists (select 1 from waitlist_entries o where o.student_id = any(${both}) and o.course_id = w.course_id and o.id <> w.id
        and (o.status = 'offered' or (o.status = 'waiting' and (o.joined_at, o.id) < (w.joined_at, w.id)))))
    order by w.id`.execute(db);
  return rows;
}

/** Gives the spare places up, each told and audited. An account that is merged can be in a line once. */
export async function leaveSparePlaces(
  trx: Trx,
  people: readonly [string, string],
  actor: Actor,
): Promise<void> {
  for (const place of await findSparePlaces(trx, people)) {
    const left = await trx
      .updateTable("waitlist_entries")
      .set({ status: "left", version: sql`version + 1`, updated_at: sql`now()` })
      .where("id", "=", place.id)
      .where("status", "=", "waiting")
      .returning("version")
      .executeTakeFirst();
    if (!left) continue;
    await recordEntry(trx, actor, {
      kind: "waitlist.left",
      id: place.id,
      version: left.version,
      courseId: place.course_id,
      studentId: place.student_id,
      before: "waiting",
      after: "left",
    });
  }
}
