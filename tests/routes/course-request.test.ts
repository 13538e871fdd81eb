import { sql } from "kysely";
import { expect, test } from "vitest";
import type { DecideInput } from "#app/features/approvals/decide-enrollment.server.ts";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { loader as courseLoader } from "#app/routes/_site.courses.$courseId._index/route.tsx";
import { action } from "#app/routes/courses.$courseId.requests.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const build = builders(db);
holdSingleton("gateways", new Map([["paymob", new ScriptedGateway("paymob")]]));

const send = (courseId: string, cookie: string | undefined, form: Record<string, string>) =>
  responseOf(action(routeArgs(`/courses/${courseId}/requests`, { cookie, params: { courseId }, form })));
const ask = (courseId: string, cookie?: string) => send(courseId, cookie, {});
const withdraw = async (courseId: string, cookie?: string) =>
  (await send(courseId, cookie, { intent: "withdraw" })).headers.get("location");
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
  expect(await standing(courseId)).toEqual({ kind: "ask", last: null, full: false });
  const answer = await ask(courseId, student.cookie);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, `/courses/${courseId}`]);
  expect(await standing(courseId, student.cookie)).toMatchObject({ kind: "asked" });
  await decide(student.id, "approve");
  expect(await standing(courseId, student.cookie)).toMatchObject({ kind: "buy", payBy: expect.any(Date) });
  // The one seat is theirs. Others read that it is full, and may ask all the same.
  expect(await standing(courseId)).toMatchObject({ kind: "ask", full: true });
  const late = await signedIn(db);
  await ask(courseId, late.cookie);
  expect(await mine(late.id)).toMatchObject({ status: "requested" });
  expect(await decide(late.id, "approve")).toMatchObject({ outcome: "full" });
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
    full: false,
    last: { status: "rejected", reason: "We need O'Level mathematics." },
  });
  expect((await ask(courseId, student.cookie)).headers.get("location")).toContain("problem=too_often");
});

test("a request is withdrawn before it is decided, once; staff read so, and it can be asked anew", async () => {
  const { id: courseId } = await build.course({ approval: "before_payment" });
  const student = await signedIn(db, "student", "نور O'Neil");
  await ask(courseId, student.cookie);
  expect(await withdraw(courseId, student.cookie)).toContain("problem=withdrawn");
  expect(await withdraw(courseId, student.cookie)).toContain("problem=not_waiting");
  const { id, version } = await mine(student.id);
  expect(await standing(courseId, student.cookie)).toEqual({ kind: "ask", last: null, full: false });
  const actor = { type: "staff" as const, id: (await build.user({ role: "registrar" })).id };
  // Whoever still looks at the row as it was hears what became of it.
  expect(
    await decideEnrollment(db, {
      enrollmentId: id,
      decision: "approve",
      expectedVersion: version - 1,
      actor,
    }),
  ).toMatchObject({ outcome: "stale", status: "withdrawn" });
  const events = await db
    .selectFrom("outbox_events")
    .select(["kind", "audience"])
    .where("subject_id", "=", id)
    .orderBy("seq", "desc")
    .executeTakeFirstOrThrow();
  expect(events).toEqual({ kind: "enrollment.withdrawn", audience: [student.id] });
  await ask(courseId, student.cookie);
  expect(await standing(courseId, student.cookie)).toMatchObject({ kind: "asked" });
  const other = await signedIn(db);
  expect(await withdraw(courseId, other.cookie)).toContain("problem=not_waiting");
  expect(await withdraw(courseId)).toMatch(/^\/login/);
});

test("withdrawn and approved in the same moment: one of the two, and the seats are counted so", async () => {
  const { id: courseId } = await build.course({ approval: "before_payment", capacity: 20 });
  for (let round = 0; round < 6; round++) {
    const student = await signedIn(db);
    await ask(courseId, student.cookie);
    const [location, decided] = await Promise.all([
      withdraw(courseId, student.cookie),
      decide(student.id, "approve"),
    ]);
    const { status } = await mine(student.id);
    expect([location?.includes("problem=withdrawn"), decided.outcome]).toEqual(
      status === "withdrawn" ? [true, expect.stringMatching("stale|not_allowed")] : [false, "decided"],
    );
  }
  const held = await db
    .selectFrom("enrollments")
    .select("id")
    .where("course_id", "=", courseId)
    .where("status", "=", "approved")
    .execute();
  const course = await db
    .selectFrom("courses")
    .select("enrolled_count")
    .where("id", "=", courseId)
    .executeTakeFirstOrThrow();
  expect(course.enrolled_count).toBe(held.length);
});

test("nobody signed in is sent to sign in and back; a course that sells freely needs no request", async () => {
  const { id: courseId } = await build.course({ approval: "before_payment" });
  expect((await ask(courseId)).headers.get("location")).toMatch(/^\/login/);
  const open = await build.course();
  const student = await signedIn(db);
  expect((await ask(open.id, student.cookie)).headers.get("location")).toContain("problem=not_needed");
});
