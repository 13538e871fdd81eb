import { afterEach, expect, test } from "vitest";
import { bounds, emptyBuckets, quantile, shareUpTo } from "#app/features/performance/histogram.ts";
import { readPerformance } from "#app/features/performance/read-performance.server.ts";
import {
  recordHit,
  recordLag,
  recordLoad,
  recordUnchanged,
  recordVital,
  takeTallies,
} from "#app/features/performance/record.server.ts";
import { routePath } from "#app/features/performance/route-path.ts";
import { vitals } from "#app/features/performance/vitals.ts";
import { prunePerformance, writeDownPerformance } from "#app/features/performance/write-down.server.ts";
import { useDatabase } from "#tests/support/database.ts";

const { db } = useDatabase();
afterEach(async () => {
  takeTallies();
  await db.deleteFrom("performance_tallies").execute();
});

const load = (ms: number) => recordLoad("routes/admin.payments._index", { ms, queries: 2, queryMs: ms / 2 });

test("a percentile lies in its bucket, and nothing measured has none", () => {
  const buckets = emptyBuckets();
  expect(quantile(buckets, 0.95)).toBeNull();
  buckets[bounds.indexOf(50)] = 95;
  buckets[bounds.indexOf(500)] = 5;
  expect(quantile(buckets, 0.5)).toBeGreaterThan(35);
  expect(quantile(buckets, 0.5)).toBeLessThanOrEqual(50);
  expect(quantile(buckets, 0.99)).toBeGreaterThan(400);
  buckets[bounds.length] = 900;
  expect(quantile(buckets, 0.99)).toBe(30_000);
  expect(shareUpTo([...emptyBuckets()], 100)).toBe(1);
});

test("the bands of what browsers measure are bounds of the buckets", () => {
  for (const { good, poor } of Object.values(vitals))
    expect(bounds).toEqual(expect.arrayContaining([good, poor]));
});

test("what two processes measured in one span adds up, and is read as hour, day and month", async () => {
  for (let i = 0; i < 30; i++) load(8);
  recordHit("routes/admin.payments._index");
  const first = takeTallies();
  for (let i = 0; i < 10; i++) load(180);
  recordUnchanged(["routes/admin.payments._index"]);
  recordLag("event", 12);
  recordVital("CLS", "routes/admin", 120);
  const second = takeTallies();
  await Promise.all([writeDownPerformance(db, first), writeDownPerformance(db, second)]);

  for (const span of ["hour", "day", "month"] as const) {
    const read = await readPerformance(db, span);
    const [page] = read.pages;
    expect(page).toMatchObject({
      route: "routes/admin.payments._index",
      loads: 42,
      queries: 2,
      overBudget: true,
    });
    expect(page!.spared).toBeCloseTo(2 / 42);
    expect(page!.p50).toBeLessThan(10);
    expect(page!.p95).toBeGreaterThan(150);
    expect(read.eventLag).toMatchObject({ count: 1 });
    expect(read.vitals.find((vital) => vital.metric === "CLS")).toMatchObject({ count: 1, good: 0, poor: 0 });
    expect(read.loadTrend.at(-1)).toBeGreaterThan(150);
    expect(read.loadTrend.slice(0, -2).every((value) => value === null)).toBe(true);
  }
});

test("a few slow loads are no warning", async () => {
  for (let i = 0; i < 5; i++) load(900);
  await writeDownPerformance(db);
  expect((await readPerformance(db, "hour")).pages[0]).toMatchObject({ overBudget: false });
});

test("what is past keeping goes", async () => {
  load(5);
  await writeDownPerformance(db);
  const age = async (resolution: "5m" | "1h" | "1d", days: number) =>
    db
      .updateTable("performance_tallies")
      .set({ bucket_at: new Date(Date.now() - days * 86_400_000) })
      .where("resolution", "=", resolution)
      .execute();
  await age("5m", 3);
  await age("1h", 29);
  await age("1d", 31);
  await prunePerformance(db);
  const left = await db.selectFrom("performance_tallies").select("resolution").execute();
  expect(left.map((row) => row.resolution)).toEqual(["1h"]);
});

test("a route is called by its address", () => {
  expect(routePath("routes/admin.payments.$paymentId._index")).toBe("/admin/payments/:paymentId");
  expect(routePath("routes/_site.courses.$courseId_.payment.result")).toBe(
    "/courses/:courseId/payment/result",
  );
  expect(routePath("routes/admin.payments[.]csv")).toBe("/admin/payments.csv");
  expect(routePath("routes/_site._index")).toBe("/");
});
