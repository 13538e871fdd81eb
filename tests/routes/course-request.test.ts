import { sql } from "kysely";
import { expect, test } from "vitest";
import type { DecideInput } from "#app/features/approvals/decide-enrollment.server.ts";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";
import { loader as courseLoader } from "#app/routes/_site.courses.$courseId._index/route.tsx";
import { action } from "#app/routes/courses.$courseId.requests.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
singleton("gateways", () => new Map([["paymob", new ScriptedGateway("paymob")]]));

const ask = (courseId: string, cookie?: string) =>
  responseOf(action(routeArgs(`/courses/${courseId}/requests`, { cookie, params: { courseId }, form: {} })));
const standing = async (courseId: string, cookie?: string) =>
  (await courseLoader(routeArgs(`/courses/${courseId}`, { cookie, params: { courseId } }))).course.standing;
const mine = (studentId: string) =>
  db
    .selectFrom("enrollments")
    .selectAll()
    .where("student_id", "=", studentId)
    .orderBy("created_at", "desc")
    .executeTakeFirstOrThrow();

async function decide(studentId: string, decision: DecideInput["decision"], reason: string | null = null) {
  const { id, version } = await mine(studentId);
  const actor = { type: "staff" as const, id: (await build.user({ role: "registrar" })).id };
  return decideEnrollment(db, { enrollmentId: id, decision, expectedVersion: version, reason, actor });
}

test("asked, approved, paid in time or not: the course page says each", async () => {
  const { id: courseId } = await build.course({ approval: "before_payment", capacity: 1 });
  const student = await signedIn(db);
  expect(await standing(courseId)).toEqual({ kind: "ask", last: null });
  const answer = await ask(courseId, student.cookie);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, `/courses/${courseId}`]);
  expect(await standing(courseId, student.cookie)).toMatchObject({ kind: "asked" });
  await decide(student.id, "approve");
  expect(await standing(courseId, student.cookie)).toMatchObject({ kind: "buy", payBy: expect.any(Date) });
  // The one seat is theirs: for everyone else the course is full.
  expect(await standing(courseId)).toMatchObject({ kind: "full" });
  await db
    .updateTable("enrollments")
    .set({ pay_by: sql`now() - interval '1 minute'` })
    .where("student_id", "=", student.id)
    .execute();
  expect(await standing(courseId, student.cookie)).toMatchObject({ kind: "overdue" });
});

test("who was refused reads why, may ask again, and a fourth time is told to write", async () => {
  const { id: courseId } = await build.course({ approval: "before_payment" });
  const student = await signedIn(db);
  for (let round = 0; round < 3; round++) {
    expect((await ask(courseId, student.cookie)).headers.get("location")).toBe(`/courses/${courseId}`);
    await decide(student.id, "reject", "We need O'Level mathematics.");
  }
  expect(await standing(courseId, student.cookie)).toEqual({
    kind: "ask",
    last: { status: "rejected", reason: "We need O'Level mathematics." },
  });
  expect((await ask(courseId, student.cookie)).headers.get("location")).toContain("problem=too_often");
});

test("nobody signed in is sent to sign in and back; a course that sells freely needs no request", async () => {
  const { id: courseId } = await build.course({ approval: "before_payment" });
  expect((await ask(courseId)).headers.get("location")).toMatch(/^\/login/);
  const open = await build.course();
  const student = await signedIn(db);
  expect((await ask(open.id, student.cookie)).headers.get("location")).toContain("problem=not_needed");
});
