import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";

export interface WaitlistPlace {
  status: "waiting" | "offered";
  /** 1 is next. */
  place: number;
  offerUntil: Date | null;
}

/** Where this student stands in the course's line, or null. */
export async function findPlace(
  db: Db,
  input: { studentId: string; courseId: string },
): Promise<WaitlistPlace | null> {
  const { rows } = await sql<WaitlistPlace>`
    select w.status, w.offer_until as "offerUntil", (select count(*)::int from waitlist_entries o
      where o.course_id = w.course_id and o.status = 'waiting' and (o.joined_at, o.id) <= (w.joined_at, w.id)) as place
    from waitlist_entries w
    where w.student_id = ${input.studentId} and w.course_id = ${input.courseId} and w.status in ('waiting','offered')`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Whether anyone waits: then a free seat is not for sale, it goes to the next in line. */
export async function hasLine(db: Db, courseId: string): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select 1 from waitlist_entries w join courses c on c.id = w.course_id
      where w.course_id = ${courseId} and w.status = 'waiting' and c.waitlist_enabled) as waits`.execute(db);
  return rows[0]!.waits;
}
