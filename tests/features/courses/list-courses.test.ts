import { beforeAll, describe, expect, test } from "vitest";
import { listCourses } from "#app/features/courses/list-courses.server.ts";
import { newId } from "#app/lib/ids.ts";
import { useDatabase } from "#tests/support/database.ts";
import { ScriptedGateway } from "#tests/support/scripted-gateway.ts";

const { db } = useDatabase();
const gateways = new Map([["paymob" as const, new ScriptedGateway("paymob")]]);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

async function course(more: {
  title: string;
  starts_at?: Date | null;
  capacity?: number;
  enrolled_count?: number;
  status?: "draft" | "published" | "archived";
}) {
  const id = newId("crs");
  await db
    .insertInto("courses")
    .values({ id, summary: "What it teaches.", description: "More.", status: "published", ...more })
    .execute();
  await db
    .insertInto("course_prices")
    .values([
      { course_id: id, currency: "EGP", amount_minor: 45_000 },
      { course_id: id, currency: "ZAR", amount_minor: 90_000 },
    ])
    .execute();
}

test("an empty school has an empty catalogue", async () => {
  expect(await listCourses(db, gateways, { limit: 20 })).toEqual({ courses: [], more: null });
});

describe("with courses", () => {
  beforeAll(async () => {
    await course({ title: "Later", starts_at: inDays(30) });
    await course({ title: "At any time" });
    await course({ title: "Soon and full", starts_at: inDays(2), capacity: 3, enrolled_count: 3 });
    await course({ title: "100% Arabic خط", starts_at: inDays(5), capacity: 3, enrolled_count: 1 });
    await course({ title: "Begun", starts_at: inDays(-3) });
    await course({ title: "Draft", starts_at: inDays(1), status: "draft" });
    await course({ title: "Archived", starts_at: inDays(1), status: "archived" });
  });
  const titles = async (options: Omit<Parameters<typeof listCourses>[2], "limit">) =>
    (await listCourses(db, gateways, { limit: 20, ...options })).courses.map((one) => one.title);

  test("published ones come soonest first, those without a start last", async () => {
    expect(await titles({})).toEqual(["Begun", "Soon and full", "100% Arabic خط", "Later", "At any time"]);
  });

  test("the front page leaves out what has begun or is full", async () => {
    expect(await titles({ joinable: true })).toEqual(["100% Arabic خط", "Later", "At any time"]);
  });

  test("a search takes its words as they are", async () => {
    expect(await titles({ search: "خط" })).toEqual(["100% Arabic خط"]);
    expect(await titles({ search: "LATER" })).toEqual(["Later"]);
    expect(await titles({ search: "100%" })).toEqual(["100% Arabic خط"]);
    expect(await titles({ search: "%" })).toEqual(["100% Arabic خط"]);
    // As people are found: the ways Arabic is written, its digits and marks do not count.
    expect(await titles({ search: "١٠٠% arabic خَطّ" })).toEqual(["100% Arabic خط"]);
    expect(await titles({ search: "no such thing" })).toEqual([]);
  });

  test("pages follow each other without a gap or a repeat", async () => {
    const seen: string[] = [];
    let after: Awaited<ReturnType<typeof listCourses>>["more"] = null;
    do {
      const page = await listCourses(db, gateways, { limit: 2, after });
      seen.push(...page.courses.map((one) => one.title));
      after = page.more;
    } while (after);
    expect(seen).toEqual(await titles({}));
  });

  test("seats and offers are what can be had", async () => {
    const { courses } = await listCourses(db, gateways, { limit: 20, search: "100%" });
    expect(courses[0]).toMatchObject({
      seatsLeft: 2,
      offers: [{ gateway: "paymob", amount: { minor: 45_000, currency: "EGP" } }],
    });
  });
});
