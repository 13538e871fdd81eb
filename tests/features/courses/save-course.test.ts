import { parseWithZod } from "@conform-to/zod/v4";
import { expect, test } from "vitest";
import {
  blankCourse,
  type CourseValues,
  courseForm,
  textsOf,
  valuesOf,
} from "#app/features/courses/course-fields.ts";
import { findCourse } from "#app/features/courses/find-course.server.ts";
import { moveCourse } from "#app/features/courses/move-course.server.ts";
import { createCourse, saveCourse } from "#app/features/courses/save-course.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { newId } from "#app/lib/ids.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { expectBooksToAgree, snapshot } from "#tests/support/tables.ts";

const { db } = useDatabase();
const build = builders(db);
const setting = { currencies: ["EGP", "ZAR", "OMR"], timeZone: "Africa/Cairo" };
const actor = { type: "staff", id: null } as const;

const course: CourseValues = {
  ...blankCourse,
  title: "Siobhán O'Brien’s تصميم",
  summary: "What it teaches.",
  description: "At length.\nIn lines.",
  startsAt: new Date("2026-12-03T16:00:00Z"),
  capacity: 10,
  accessUrl: "https://example.com/learn",
  prices: { EGP: 450_000, OMR: 36_250 },
};
const made = () => createCourse(db, { values: course, actor });
const read = async (id: string) => (await findCourse(db, id))!;
/** An edit as a form makes it: opened at `from`, some fields changed. */
async function edit(id: string, change: Partial<CourseValues>, from?: Awaited<ReturnType<typeof read>>) {
  const opened = from ?? (await read(id));
  return saveCourse(db, {
    courseId: id,
    expectedVersion: opened.version,
    base: textsOf(opened.values, setting),
    values: { ...opened.values, ...change },
    setting,
    actor,
  });
}

test("a course is made as a draft, read back as it was typed, with its event and audit entry", async () => {
  const id = await made();
  const stored = await read(id);
  expect(stored).toMatchObject({ status: "draft", version: 1, enrolledCount: 0, values: course });
  const form = new FormData();
  for (const [name, text] of Object.entries(textsOf(stored.values, setting))) form.set(name, text);
  const submission = parseWithZod(form, { schema: courseForm(setting) });
  if (submission.status !== "success") throw new Error(JSON.stringify(submission.error));
  expect(valuesOf(submission.value, setting.currencies)).toEqual(course);
  const audit = await db.selectFrom("audit_log").select("action").where("subject_id", "=", id).execute();
  expect(audit).toEqual([{ action: "course.created" }]);
});

test("a form pressed twice makes one course; gone back to and written anew it makes another", async () => {
  const id = newId("crs");
  const press = (values = course) => createCourse(db, { id, values, actor });
  expect(await Promise.all([press(), press()])).toEqual([id, id]);
  const other = await press({ ...course, title: "Another" });
  expect(other).not.toBe(id);
  expect([(await read(id)).values, (await read(other)).values.title]).toEqual([course, "Another"]);
  const audit = await db.selectFrom("audit_log").select("action").where("subject_id", "=", id).execute();
  expect(audit).toEqual([{ action: "course.created" }]);
});

test("an edit moves the version and names what changed; the same again changes nothing", async () => {
  const id = await made();
  expect(await edit(id, { title: "New", prices: { EGP: 500_000, ZAR: 99 } })).toEqual({
    outcome: "saved",
    changed: ["title", "price_EGP", "price_ZAR", "price_OMR"],
    alsoChanged: [],
  });
  expect(await read(id)).toMatchObject({
    version: 2,
    values: { title: "New", prices: { EGP: 500_000, ZAR: 99 } },
  });
  const before = await snapshot(db);
  expect(await edit(id, { title: "New" })).toEqual({ outcome: "unchanged" });
  expect(await snapshot(db)).toEqual(before);
});

test("edits of different fields at once are both kept; of the same field, one is told with both texts", async () => {
  const id = await made();
  const opened = await read(id);
  const [one, two] = await Promise.all([
    edit(id, { title: "Mine" }, opened),
    edit(id, { summary: "Yours" }, opened),
  ]);
  expect([one.outcome, two.outcome]).toEqual(["saved", "saved"]);
  expect((await read(id)).values).toMatchObject({ title: "Mine", summary: "Yours" });

  const again = await read(id);
  const both = await Promise.all([
    edit(id, { prices: { EGP: 1_000 } }, again),
    edit(id, { prices: { EGP: 2_000 } }, again),
  ]);
  const lost = both.find((result) => result.outcome === "conflict");
  expect(both.map((result) => result.outcome).sort()).toEqual(["conflict", "saved"]);
  expect(lost).toMatchObject({
    conflicts: [{ field: "price_EGP", yours: expect.any(String), theirs: expect.any(String) }],
  });
  expect(new Set(Object.values((lost as { conflicts: object[] }).conflicts[0]!))).toEqual(
    new Set(["price_EGP", "10.00", "20.00"]),
  );
});

test("capacity never goes below the seats that are taken, also while one is being sold", async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id } = await build.course({ capacity: 2 });
    const payment = await build.payment({ courseId: id });
    const other = await build.payment({ courseId: id });
    const pay = (one: typeof payment) =>
      applyEvidence(db, {
        paymentId: one.id,
        actor: { type: "gateway", id: "paymob" },
        evidence: [
          evidence({
            kind: "succeeded",
            attempt_id: one.attempt.id,
            transaction_ref: one.id,
            amount_minor: one.amountMinor,
            currency: one.currency,
          }),
        ],
      });
    await pay(payment);
    const [, lowered] = await Promise.all([pay(other), edit(id, { capacity: 1 })]);
    const after = await read(id);
    expect(after.values.capacity! >= after.enrolledCount).toBe(true);
    if (lowered.outcome === "below_enrolled") expect(lowered.enrolled).toBe(2);
    else expect(after).toMatchObject({ enrolledCount: 1, values: { capacity: 1 } });
  }
  await expectBooksToAgree(db);
});

test("a waitlist and an approval do not go together, even from two edits at once", async () => {
  const id = await made();
  const opened = await read(id);
  const both = await Promise.all([
    edit(id, { waitlist: true }, opened),
    edit(id, { approvalMode: "after_payment" }, opened),
  ]);
  expect(both.map((result) => result.outcome).sort()).toEqual(["do_not_fit", "saved"]);
});

test("a price in a currency the form does not show stays", async () => {
  const { id } = await build.course({ prices: { EGP: 100, SAR: 700 } });
  await edit(id, { title: "Other" });
  expect((await read(id)).values.prices).toEqual({ EGP: 100, SAR: 700 });
});

test("publishing takes a price; pressed twice it is one move, and a colleague at the same time is told", async () => {
  const bare = await createCourse(db, { values: { ...course, prices: {} }, actor });
  expect(await moveCourse(db, { courseId: bare, expectedVersion: 1, move: "publish", actor })).toEqual({
    outcome: "no_price",
  });
  const id = await made();
  const admin = { type: "staff", id: (await build.user({ role: "admin" })).id } as const;
  const publish = { courseId: id, expectedVersion: 1, move: "publish", actor: admin } as const;
  const both = await Promise.all([moveCourse(db, publish), moveCourse(db, publish)]);
  expect(both).toEqual(Array(2).fill({ outcome: "moved", status: "published" }));
  const moves = db
    .selectFrom("audit_log")
    .where("subject_id", "=", id)
    .where("action", "=", "course.published");
  expect(await moves.select("id").execute()).toHaveLength(1);
  const colleague = { type: "staff" as const, id: (await build.user({ role: "admin" })).id };
  const late = { outcome: "stale", status: "published" };
  expect(await moveCourse(db, { ...publish, actor: colleague })).toEqual(late);
  expect(await moveCourse(db, { ...publish, move: "archive" })).toEqual(late);
  expect(await moveCourse(db, { ...publish, move: "archive", expectedVersion: 2 })).toEqual({
    outcome: "moved",
    status: "archived",
  });
  expect(await moveCourse(db, { ...publish, courseId: newId("crs") })).toEqual({ outcome: "missing" });
});

test("a course on sale keeps a price; a draft or an archived one need not", async () => {
  const id = await made();
  const actorAt = (expectedVersion: number, move: "publish" | "archive") =>
    moveCourse(db, { courseId: id, expectedVersion, move, actor });
  await actorAt(1, "publish");
  expect(await edit(id, { prices: {} })).toEqual({ outcome: "no_price" });
  expect((await read(id)).values.prices).toEqual(course.prices);
  await actorAt(2, "archive");
  expect(await edit(id, { prices: {} })).toMatchObject({ outcome: "saved" });
});

test.each([
  [{ price_EGP: "4500.505" }, "price_EGP", "price"],
  [{ price_EGP: "0" }, "price_EGP", "price"],
  [{ title: "  " }, "title", "title"],
  [{ capacity: "0" }, "capacity", "capacity"],
  [{ capacity: "2.5" }, "capacity", "capacity"],
  [{ startsAt: "soon" }, "startsAt", "startsAt"],
  [{ accessUrl: "javascript:alert(1)" }, "accessUrl", "accessUrl"],
  [{ offerHours: "1000" }, "offerHours", "hours"],
  [{ waitlist: "on", approvalMode: "before_payment" }, "waitlist", "waitlistWithApproval"],
])("%o is refused beside %s", (change, field, key) => {
  const form = new FormData();
  for (const [name, text] of Object.entries({ ...textsOf(course, setting), ...change })) form.set(name, text);
  const submission = parseWithZod(form, { schema: courseForm(setting) });
  expect(submission.status).toBe("error");
  expect(submission.status === "error" && submission.error?.[field]).toEqual([key]);
});
