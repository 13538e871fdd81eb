import { sql } from "kysely";
import { openStatuses } from "#app/features/payments/payment.ts";
import type { Db } from "#app/lib/db.server.ts";

/** The first of the line; nobody reads further down. */
export const mostShown = 100;

export interface LineEntry {
  id: string;
  studentId: string;
  name: string;
  status: "waiting" | "offered";
  joinedAt: Date;
  offerUntil: Date | null;
}

/** Who waits and who was offered a seat, in their order. */
export async function findLine(db: Db, courseId: string): Promise<LineEntry[]> {
  const { rows } = await sql<LineEntry>`
    select w.id, w.student_id as "studentId", u.name, w.status, w.joined_at as "joinedAt", w.offer_until as "offerUntil"
    from waitlist_entries w join users u on u.id = w.student_id
    where w.course_id = ${courseId} and w.status in ('waiting','offered')
    order by w.joined_at, w.id limit ${mostShown}`.execute(db);
  return rows;
}

/** Students who are at a gateway for this course, at another price than is asked now if `changed`. */
export async function countOpenCheckouts(db: Db, courseId: string, changed: boolean): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from payments p
    where p.course_id = ${courseId} and p.status = any(${[...openStatuses]})
      ${changed ? sql`and not exists (select 1 from course_prices c where c.course_id = p.course_id and c.currency = p.currency and c.amount_minor = p.amount_minor)` : sql``}`.execute(
    db,
  );
  return rows[0]!.count;
}

/** Seats that are held for students who have not paid yet: approved, or offered from the line. */
export async function countHeldSeats(db: Db, courseId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from enrollments where course_id = ${courseId} and status = 'approved'`.execute(
    db,
  );
  return rows[0]!.count;
}

/** Students whose request or paid seat waits for a decision. */
export async function countUndecided(db: Db, courseId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from enrollments where course_id = ${courseId} and status in ('requested','pending_approval')`.execute(
    db,
  );
  return rows[0]!.count;
}
