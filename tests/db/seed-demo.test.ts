import { sql } from "kysely";
import { expect, test } from "vitest";
import { verifyPassword } from "#app/features/people/verify-password.server.ts";
import { liveEnrollmentStatuses } from "#db/schema.ts";
import { demoLogins, seedDemo } from "#db/seeds/demo.server.ts";
import { findDemoLogins } from "#scripts/start/prepare-database.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();

test("two starts at once load the demo once, and a later one changes nothing", async () => {
  const both = await Promise.all([seedDemo(db), seedDemo(db)]);
  expect(both.sort()).toEqual([false, true]);
  const before = await counts();
  expect(await seedDemo(db)).toBe(false);
  expect(await counts()).toEqual(before);
});

test("each printed login signs in with its role", async () => {
  for (const login of demoLogins) expect(await verifyPassword(db, login)).toMatchObject({ role: login.role });
});

test("only logins are printed that this database has", async () => {
  expect(await findDemoLogins(db)).toEqual(demoLogins);
  await db
    .updateTable("users")
    .set({ email: "somebody@example.com" })
    .where("role", "=", "auditor")
    .execute();
  expect((await findDemoLogins(db)).map(({ role }) => role)).not.toContain("auditor");
});

test("every course's count equals its live enrollments, one is full and one has three seats left", async () => {
  const courses = await db
    .selectFrom("courses")
    .select(["capacity", "enrolled_count", "status"])
    .select((eb) =>
      eb
        .selectFrom("enrollments")
        .whereRef("course_id", "=", "courses.id")
        .where("status", "in", liveEnrollmentStatuses)
        .select(sql<number>`count(*)`.as("live"))
        .as("live"),
    )
    .execute();
  for (const course of courses) expect(course.enrolled_count).toBe(course.live);
  const left = courses.map((course) => (course.capacity ?? Number.NaN) - course.enrolled_count);
  expect(left).toContain(0);
  expect(left).toContain(3);
  expect(courses.filter((course) => course.capacity === null)).toHaveLength(1);
  expect(courses.filter((course) => course.status === "draft")).toHaveLength(1);
});

test("every course is sold in EGP and ZAR, one in OMR to the baisa", async () => {
  const prices = await db
    .selectFrom("course_prices")
    .select(["course_id", "currency", "amount_minor"])
    .execute();
  const courses = await db.selectFrom("courses").select(["id", "title"]).execute();
  for (const course of courses) {
    const sold = prices.filter((price) => price.course_id === course.id).map((price) => price.currency);
    expect(sold).toEqual(expect.arrayContaining(["EGP", "ZAR"]));
  }
  expect(prices).toContainEqual(expect.objectContaining({ currency: "OMR", amount_minor: 36_250 }));
  expect(Math.max(...courses.map((course) => course.title.length))).toBeGreaterThanOrEqual(100);
});

async function counts() {
  const { rows } =
    await sql`select (select count(*) from users) as users, (select count(*) from courses) as courses,
    (select count(*) from enrollments) as enrollments, (select count(*) from outbox_events) as events`.execute(
      db,
    );
  return rows[0];
}
