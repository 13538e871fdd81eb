import { sql } from "kysely";
import { recordChanges, systemActor } from "#app/features/outbox/record-changes.server.ts";
import { hashPassword } from "#app/features/people/password-hash.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { type DemoCourse, demoCourses } from "#db/seeds/demo-courses.ts";
import { seedDemoHistory } from "#db/seeds/demo-history.server.ts";
import { classmateNames, demoLogins } from "#db/seeds/demo-people.ts";
import { seedDemoQueue } from "#db/seeds/demo-queue.server.ts";

export { demoLogins };

/** Fills an empty database with the demo school; changes nothing where a person or a course exists. True if it did. */
export async function seedDemo(db: Db): Promise<boolean> {
  const hashes = await Promise.all(demoLogins.map((login) => hashPassword(login.password)));
  const unknowable = await hashPassword(crypto.randomUUID());
  const loaded = await db.transaction().execute(async (trx) => {
    // Two starts at once: the second waits here, then finds the first one's rows.
    await sql`select pg_advisory_xact_lock(hashtext('bursar demo data'))`.execute(trx);
    if (!(await isEmpty(trx))) return false;

    await trx
      .insertInto("users")
      .values(
        demoLogins.map(({ password: _, ...login }, index) => ({
          id: newId("usr"),
          ...login,
          password_hash: hashes[index]!,
        })),
      )
      .execute();
    const classmates = await trx
      .insertInto("users")
      .values(
        classmateNames.map((name, index) => ({
          id: newId("usr"),
          name,
          email: `classmate${index + 1}@example.com`,
          password_hash: unknowable,
          role: "student" as const,
        })),
      )
      .returning("id")
      .execute();
    for (const course of demoCourses) await addCourse(trx, course, classmates);
    return true;
  });
  if (loaded) {
    await seedDemoHistory(db);
    await seedDemoQueue(db);
  }
  return loaded;
}

async function isEmpty(trx: Trx): Promise<boolean> {
  const user = await trx.selectFrom("users").select("id").limit(1).executeTakeFirst();
  const course = await trx.selectFrom("courses").select("id").limit(1).executeTakeFirst();
  return !user && !course;
}

async function addCourse(trx: Trx, course: DemoCourse, classmates: Array<{ id: string }>): Promise<void> {
  const id = newId("crs");
  const { title, summary, description, capacity, status, slug } = course;
  const enrolled = classmates.slice(0, course.taken);
  await trx
    .insertInto("courses")
    .values({
      id,
      title,
      summary,
      description,
      capacity,
      status,
      starts_at: course.startsInDays === null ? null : firstSession(course.startsInDays),
      enrolled_count: enrolled.length,
      approval_mode: course.approval ?? "none",
      refund_effect: course.refundEffect ?? "ask",
      waitlist_enabled: course.inLine !== undefined,
      access_url: `https://example.com/learn/${slug}`,
    })
    .execute();
  await trx
    .insertInto("course_prices")
    .values(
      Object.entries(course.prices).map(([currency, amount_minor]) => ({
        course_id: id,
        currency,
        amount_minor,
      })),
    )
    .execute();
  await addLine(trx, id, classmates.slice(course.taken, course.taken + (course.inLine ?? 0)));
  if (enrolled.length === 0) return;
  const seats = await trx
    .insertInto("enrollments")
    .values(
      enrolled.map((student) => ({
        id: newId("enr"),
        student_id: student.id,
        course_id: id,
        status: "active" as const,
        source: "staff" as const,
      })),
    )
    .returning(["id", "student_id"])
    .execute();
  await recordChanges(trx, {
    actor: { ...systemActor, reason: "demo data" },
    changes: seats.map((seat) => ({
      topic: "enrollments",
      kind: "enrollment.granted",
      subject: { type: "enrollment", id: seat.id, version: 1 },
      before: null,
      after: { status: "active", source: "staff" },
      data: { status: "active", courseId: id },
      audience: [seat.student_id],
    })),
  });
}

/** The first of them has waited longest. */
async function addLine(trx: Trx, courseId: string, students: Array<{ id: string }>): Promise<void> {
  for (const [place, student] of students.entries()) {
    const id = newId("wle");
    const joined_at = new Date(Date.now() - (students.length - place) * 7 * 3_600_000);
    await trx
      .insertInto("waitlist_entries")
      .values({ id, course_id: courseId, student_id: student.id, joined_at })
      .execute();
    await recordChanges(trx, {
      actor: { type: "student", id: student.id },
      changes: [
        {
          topic: "enrollments",
          kind: "waitlist.joined",
          subject: { type: "waitlist_entry", id, version: 1 },
          before: null,
          after: { status: "waiting", course_id: courseId },
          data: { status: "waiting", previous: null, courseId },
          audience: [student.id],
        },
      ],
    });
  }
}

/** 16:00 UTC: an evening in Cairo, Riyadh and Johannesburg alike. */
function firstSession(inDays: number): Date {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + inDays);
  day.setUTCHours(16, 0, 0, 0);
  return day;
}
