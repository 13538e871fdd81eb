import { type Selectable, sql } from "kysely";
import { requestMail } from "#app/features/mail/request-mail.server.ts";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { type Act, actOnce, done, refused } from "#app/features/support/act-once.server.ts";
import { latestDeadline } from "#app/features/support/deadline.ts";
import { recordEntry } from "#app/features/waitlist/record-entry.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import type { EnrollmentsTable } from "#db/tables/enrollments.ts";

/**
 * Gives a student more time to pay for a seat that is held for them, approved or offered from the line: the seat, the
 * line's entry, the audit with its reason and the letter to the student, all at once or not at all.
 */
export function extendDeadline(
  db: Db,
  input: Act & {
    userId: string;
    enrollmentId: string;
    /** The version whose deadline the preview showed. */
    expectedVersion: number;
    until: Date;
    reason: string;
  },
) {
  const { userId, enrollmentId, until, actor, reason } = input;
  return actOnce(db, { ...input, kind: "deadline.extended" }, async (trx) => {
    const before = await lockSeat(trx, userId, enrollmentId);
    if (!before) return refused({ outcome: "missing" as const });
    if (before.version !== input.expectedVersion) return refused({ outcome: "stale" as const });
    if (before.status !== "approved" || !before.pay_by) return refused({ outcome: "no_deadline" as const });
    const now = Date.now();
    if (until.getTime() <= Math.max(now, before.pay_by.getTime()) || until.getTime() > latestDeadline(now))
      return refused({ outcome: "not_later" as const });
    const version = before.version + 1;
    await trx
      .updateTable("enrollments")
      .set({ pay_by: until, version, updated_at: sql`now()` })
      .where("id", "=", enrollmentId)
      .execute();
    await extendOffer(trx, before, until, { ...actor, reason });
    await requestMail(trx, {
      kind: "deadline_extended",
      userId,
      enrollmentId,
      facts: { courseId: before.course_id, payBy: until.toISOString() },
      dedupeKey: `deadline_extended:${enrollmentId}:${version}`,
      actor,
    });
    await recordChanges(trx, {
      actor: { ...actor, reason },
      changes: [
        {
          topic: "enrollments",
          kind: "enrollment.deadline_extended",
          subject: { type: "enrollment", id: enrollmentId, version },
          before: { status: "approved", pay_by: before.pay_by.toISOString() },
          after: { status: "approved", pay_by: until.toISOString() },
          data: {
            status: "approved",
            previous: "approved",
            courseId: before.course_id,
            payBy: until.toISOString(),
          },
          audience: [userId],
        },
      ],
    });
    return done({ outcome: "extended" as const, until: until.toISOString() });
  });
}

/** The course before the enrollment, as everywhere: its time may be running out this moment. */
async function lockSeat(trx: Trx, userId: string, enrollmentId: string) {
  const seen = await trx
    .selectFrom("enrollments")
    .select("course_id")
    .where("id", "=", enrollmentId)
    .where("student_id", "=", userId)
    .executeTakeFirst();
  if (!seen) return undefined;
  await trx.selectFrom("courses").select("id").where("id", "=", seen.course_id).forNoKeyUpdate().execute();
  return trx
    .selectFrom("enrollments")
    .selectAll()
    .where("id", "=", enrollmentId)
    .where("student_id", "=", userId)
    .forUpdate()
    .executeTakeFirst();
}

/** An offer from the line says until when it stands; it says so anew. */
async function extendOffer(
  trx: Trx,
  seat: Selectable<EnrollmentsTable>,
  until: Date,
  actor: Parameters<typeof recordEntry>[1],
): Promise<void> {
  const entry = await trx
    .updateTable("waitlist_entries")
    .set({ offer_until: until, version: sql`version + 1`, updated_at: sql`now()` })
    .where("enrollment_id", "=", seat.id)
    .where("status", "=", "offered")
    .returning(["id", "version"])
    .executeTakeFirst();
  if (!entry) return;
  await recordEntry(trx, actor, {
    ...entry,
    kind: "waitlist.offer_extended",
    courseId: seat.course_id,
    studentId: seat.student_id,
    before: "offered",
    after: "offered",
    until: until.toISOString(),
  });
}
