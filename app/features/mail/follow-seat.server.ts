import { sql } from "kysely";
import { ask } from "#app/features/mail/follow-enrollment.server.ts";
import type { Followed } from "#app/features/mail/follow-payment.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** Staff moved a seat to another course: its student is told once, while they still have it there. */
export async function followMove(
  db: Db,
  event: { enrollmentId: string; fromCourseId: string },
): Promise<Followed> {
  const seat = await db
    .selectFrom("enrollments")
    .select(["id", "student_id", "payment_id"])
    .where("id", "=", event.enrollmentId)
    .where("status", "in", ["active", "suspended"])
    .executeTakeFirst();
  if (!seat) return { outcome: "not_due" };
  return ask(db, {
    kind: "seat_moved",
    userId: seat.student_id,
    enrollmentId: seat.id,
    paymentId: seat.payment_id,
    facts: { fromCourseId: event.fromCourseId },
    dedupeKey: `seat_moved:${seat.id}`,
  });
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
