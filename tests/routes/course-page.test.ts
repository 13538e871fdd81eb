import { beforeAll, expect, test } from "vitest";
import { newId } from "#app/lib/ids.ts";
import { loader } from "#app/routes/_site.courses.$courseId._index/route.tsx";
import { loader as learnLoader } from "#app/routes/_site.courses.$courseId.learn.tsx";
import type { EnrollmentStatus } from "#db/schema.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
holdSingleton("gateways", new Map([["paymob", new ScriptedGateway("paymob")]]));

let student: Awaited<ReturnType<typeof signedIn>>;
beforeAll(async () => {
  student = await signedIn(db);
});

const open = (courseId: string, cookie?: string, query = "") =>
  loader(routeArgs(`/courses/${courseId}${query}`, { cookie, params: { courseId } }));
const standing = async (courseId: string, cookie?: string) => (await open(courseId, cookie)).course.standing;

async function enroll(courseId: string, status: EnrollmentStatus) {
  const row = {
    id: newId("enr"),
    student_id: student.id,
    course_id: courseId,
    status,
    source: "staff" as const,
  };
  await db.insertInto("enrollments").values(row).execute();
}

test("anyone may look; each rendering has a key of its own", async () => {
  const course = await build.course();
  const [first, second] = [await open(course.id), await open(course.id, undefined, "?problem=full")];
  expect(first.course).toMatchObject({ title: course.title, standing: { kind: "buy", open: null } });
  expect(first.signedIn).toBe(false);
  expect(first.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
  expect(second.idempotencyKey).not.toBe(first.idempotencyKey);
  expect(second.problem).toBe("full");
});

test("only what a gateway here can charge is offered; with none the course is not on sale", async () => {
  const egyptian = await build.course({ prices: { EGP: 45_000, ZAR: 90_000 } });
  expect((await open(egyptian.id)).course.offers.map((offer) => offer.amount.currency)).toEqual(["EGP"]);
  const omani = await build.course({ prices: { OMR: 36_250 } });
  expect(await standing(omani.id)).toEqual({ kind: "not_on_sale" });
});

test("no such course, another kind of id, a draft: 404", async () => {
  const draft = await build.course();
  await db.updateTable("courses").set({ status: "draft" }).where("id", "=", draft.id).execute();
  for (const id of [newId("crs"), "pay_1", "crs_%00", draft.id])
    expect((await responseOf(open(id))).status).toBe(404);
});

test.each([
  ["active", "enrolled"],
  ["pending_approval", "awaiting_approval"],
  ["suspended", "suspended"],
  ["revoked", "buy"],
] as const)("with a seat that is %s the viewer is told: %s", async (status, kind) => {
  const course = await build.course();
  await enroll(course.id, status);
  expect((await standing(course.id, student.cookie)).kind).toBe(kind);
  expect((await standing(course.id)).kind).toBe("buy");
});

test("who is enrolled still finds a course that is no longer sold", async () => {
  const course = await build.course();
  await enroll(course.id, "active");
  await db.updateTable("courses").set({ status: "archived" }).where("id", "=", course.id).execute();
  expect((await standing(course.id, student.cookie)).kind).toBe("enrolled");
  expect((await responseOf(open(course.id))).status).toBe(404);
});

test("a seat that is held for them can be paid, and a request taken back, in a course that went off sale", async () => {
  const [held, asked] = [await build.course(), await build.course({ approval: "before_payment" })];
  const request = { student_id: student.id, source: "request" as const };
  await db
    .insertInto("enrollments")
    .values([
      {
        ...request,
        id: newId("enr"),
        course_id: held.id,
        status: "approved",
        pay_by: new Date(Date.now() + 3_600_000),
      },
      { ...request, id: newId("enr"), course_id: asked.id, status: "requested" },
    ])
    .execute();
  const both = [held.id, asked.id];
  await db.updateTable("courses").set({ status: "archived" }).where("id", "in", both).execute();
  const page = await open(held.id, student.cookie);
  expect(page.course.standing).toMatchObject({ kind: "buy" });
  expect(page.course.offers).toHaveLength(1);
  expect(await standing(asked.id, student.cookie)).toMatchObject({ kind: "asked" });
  for (const id of both) expect((await responseOf(open(id, (await signedIn(db)).cookie))).status).toBe(404);
});

test("an open payment can be resumed, by its owner alone", async () => {
  const course = await build.course();
  const payment = await build.payment({ studentId: student.id, courseId: course.id });
  expect(await standing(course.id, student.cookie)).toMatchObject({
    kind: "buy",
    open: { paymentId: payment.id, gateway: "paymob", pending: false },
  });
  expect(await standing(course.id, (await signedIn(db)).cookie)).toEqual({
    kind: "buy",
    open: null,
    payBy: null,
  });
});

test("money that is here, or under review, is never asked for again", async () => {
  const course = await build.course();
  const payment = await build.payment({ studentId: student.id, courseId: course.id });
  await db.updateTable("payments").set({ status: "needs_review" }).where("id", "=", payment.id).execute();
  expect(await standing(course.id, student.cookie)).toEqual({
    kind: "paid",
    paymentId: payment.id,
    courseId: course.id,
  });
});

test("the last seat taken is full", async () => {
  const course = await build.course({ capacity: 1 });
  await db.updateTable("courses").set({ enrolled_count: 1 }).where("id", "=", course.id).execute();
  expect(await standing(course.id)).toEqual({ kind: "full", open: null });
});

test("the course itself opens for an active seat only", async () => {
  const course = await build.course();
  const visit = (cookie?: string) =>
    learnLoader(routeArgs(`/courses/${course.id}/learn`, { cookie, params: { courseId: course.id } }));
  expect((await responseOf(visit())).headers.get("Location")).toMatch(/^\/login\?redirectTo=/);
  expect((await responseOf(visit(student.cookie))).headers.get("Location")).toBe(`/courses/${course.id}`);
  await enroll(course.id, "active");
  expect(await visit(student.cookie)).toMatchObject({ title: course.title, paymentId: null });
});
