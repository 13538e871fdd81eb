import { sql } from "kysely";
import { systemActor } from "#app/features/outbox/record-changes.server.ts";
import { recordEntry } from "#app/features/waitlist/record-entry.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";

const hourMs = 3_600_000;
/** How many offers of one course a round makes; the next round goes on. */
const most = 100;

/**
 * Offers each free seat of a course with a line to the next in it, once. The offer is an enrollment that holds the seat
 * and is counted like any other, so nothing can be sold twice; it lapses like an approval that is not paid. Seats that
 * paid students wait for are theirs first. The number of offers. Safe to run from two workers.
 */
export async function offerSeats(db: Db): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select c.id from courses c
    where c.status = 'published' and c.waitlist_enabled and (c.capacity is null or c.enrolled_count < c.capacity)
      and exists (select 1 from waitlist_entries w where w.course_id = c.id and w.status = 'waiting')`.execute(
    db,
  );
  let offered = 0;
  for (const { id } of rows) offered += await db.transaction().execute((trx) => offerIn(trx, id));
  if (offered > 0) {
    wake("outbox");
    log.info({ offered }, "waitlist seats offered");
  }
  return offered;
}

async function offerIn(trx: Trx, courseId: string): Promise<number> {
  // Everything below is decided under the course's row: payments, decisions and other workers wait.
  const course = await trx
    .selectFrom("courses")
    .select(["status", "capacity", "enrolled_count", "offer_hours", "waitlist_enabled"])
    .where("id", "=", courseId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!course.waitlist_enabled || course.status !== "published") return 0;
  const paid = await sql<{ waiting: number }>`
    select count(*)::int as waiting from exceptions
    where course_id = ${courseId} and kind = 'paid_not_enrolled' and status = 'open'`.execute(trx);
  const free = (course.capacity ?? Infinity) - course.enrolled_count - paid.rows[0]!.waiting;
  if (free <= 0) return 0;
  const next = await trx
    .selectFrom("waitlist_entries")
    .select(["id", "student_id", "version"])
    .where("course_id", "=", courseId)
    .where("status", "=", "waiting")
    .orderBy("joined_at")
    .orderBy("id")
    .limit(Math.min(free, most))
    .forUpdate()
    .execute();
  const until = new Date(Date.now() + course.offer_hours * hourMs);
  let offered = 0;
  for (const entry of next) {
    if (await offerTo(trx, courseId, entry, until)) offered += 1;
  }
  await trx
    .updateTable("courses")
    .set({ enrolled_count: sql`enrolled_count + ${offered}` })
    .where("id", "=", courseId)
    .execute();
  return offered;
}

/** False: the student got a seat another way meanwhile, and leaves the line with it. */
async function offerTo(
  trx: Trx,
  courseId: string,
  entry: { id: string; student_id: string; version: number },
  until: Date,
): Promise<boolean> {
  const enrollmentId = newId("enr");
  const held = await trx
    .insertInto("enrollments")
    .values({
      id: enrollmentId,
      student_id: entry.student_id,
      course_id: courseId,
      status: "approved",
      source: "request",
      pay_by: until,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  const version = entry.version + 1;
  await trx
    .updateTable("waitlist_entries")
    .set({
      status: held ? "offered" : "taken",
      enrollment_id: held?.id ?? null,
      offer_until: held ? until : null,
      version,
      updated_at: sql`now()`,
    })
    .where("id", "=", entry.id)
    .execute();
  const about = { id: entry.id, version, courseId, studentId: entry.student_id, before: "waiting" } as const;
  if (!held) {
    await recordEntry(trx, systemActor, { ...about, kind: "waitlist.taken", after: "taken" });
    return false;
  }
  await recordEntry(
    trx,
    systemActor,
    { ...about, kind: "waitlist.offered", after: "offered", until: until.toISOString() },
    [
      {
        topic: "enrollments",
        kind: "enrollment.offered",
        subject: { type: "enrollment", id: enrollmentId, version: 1 },
        before: null,
        after: { status: "approved", pay_by: until.toISOString() },
        data: { status: "approved", courseId },
        audience: [entry.student_id],
      },
    ],
  );
  return true;
}
