import { sql } from "kysely";
import { ask } from "#app/features/mail/follow-enrollment.server.ts";
import type { Followed } from "#app/features/mail/follow-payment.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/**
 * Staff moved a seat to another course: its student is told once, while they still have it there, and from the course
 * they know of: of a move before it whose letter never went out they know nothing.
 */
export async function followMove(
  db: Db,
  event: { enrollmentId: string; fromCourseId: string },
): Promise<Followed> {
  const seat = await db
    .selectFrom("enrollments")
    .select(["id", "student_id", "course_id", "payment_id"])
    .where("id", "=", event.enrollmentId)
    .where("status", "in", ["active", "suspended"])
    .executeTakeFirst();
  if (!seat) return { outcome: "not_due" };
  const fromCourseId = (await findKnownCourse(db, seat.id)) ?? event.fromCourseId;
  if (fromCourseId === seat.course_id) return { outcome: "not_due" };
  return ask(db, {
    kind: "seat_moved",
    userId: seat.student_id,
    enrollmentId: seat.id,
    paymentId: seat.payment_id,
    facts: { fromCourseId },
    dedupeKey: `seat_moved:${seat.id}`,
  });
}

/** Back along the moves of a seat to the first of those that nobody was told of: the course it was in before that. */
async function findKnownCourse(db: Db, enrollmentId: string): Promise<string | undefined> {
  const { rows } = await sql<{ course_id: string }>`
    with recursive before (id, steps) as (
      select ${enrollmentId}::text, 0
      union all
      select a.after->>'moved_from', b.steps + 1 from before b
        join audit_log a on a.subject_type = 'enrollment' and a.subject_id = b.id and a.action = 'enrollment.received'
      where b.steps = 0 or not exists (select from mails m
        where m.enrollment_id = b.id and m.kind = 'seat_moved' and m.state in ('sending','sent','unknown')))
    select e.course_id from before b join enrollments e on e.id = b.id where b.steps > 0 order by b.steps desc limit 1`.execute(
    db,
  );
  return rows[0]?.course_id;
}

/**
 * A seat that was kept for a student was not paid in time: an offer from the line, or a request that was approved. They
 * are told once, unless they have another seat in the course by now or their money for it arrived after all.
 */
export async function followLapse(
  db: Db,
  event: { enrollmentId: string; version: number; until: string },
): Promise<Followed> {
  const { rows } = await sql<{ student_id: string; offered: boolean }>`
    select e.student_id, exists (select from waitlist_entries w where w.enrollment_id = e.id) as offered
    from enrollments e
    where e.id = ${event.enrollmentId} and e.status = 'lapsed'
      and not exists (select from payments p where p.student_id = e.student_id and p.course_id = e.course_id
        and p.captured_minor > p.refunded_minor)`.execute(db);
  const seat = rows[0];
  if (!seat) return { outcome: "not_due" };
  return ask(db, {
    kind: "seat_lapsed",
    userId: seat.student_id,
    enrollmentId: event.enrollmentId,
    facts: { until: event.until, offered: seat.offered },
    dedupeKey: `seat_lapsed:${event.enrollmentId}:${event.version}`,
  });
}
