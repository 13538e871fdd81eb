import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { lapseApprovals } from "#app/features/enrollments/lapse-approvals.server.ts";
import { requestEnrollment } from "#app/features/enrollments/request-enrollment.server.ts";
import { extendDeadline } from "#app/features/support/extend-deadline.server.ts";
import { joinWaitlist } from "#app/features/waitlist/join-waitlist.server.ts";
import { offerSeats } from "#app/features/waitlist/offer-seats.server.ts";
import { findPlace } from "#app/features/waitlist/waitlist-place.server.ts";
import {
  action as extend,
  loader as preview,
} from "#app/routes/admin.enrollments.$enrollmentId.extensions/route.tsx";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { dataOf, responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";
import { acting, actionsOn, countOf, seatOf } from "./acting.ts";

const { db } = useDatabase();
const build = builders(db);
let act: Awaited<ReturnType<typeof acting>>;
beforeAll(async () => {
  act = await acting(build);
});

const hourMs = 3_600_000;
const hence = (hours: number) => new Date(Date.now() + hours * hourMs);
type Seat = Awaited<ReturnType<typeof seatOf>>[number];

/** A student who was approved and has not paid yet. */
async function approvedSeat(): Promise<Seat> {
  const [student, course] = [await build.user(), await build.course({ approval: "before_payment" })];
  const asked = await requestEnrollment(db, { studentId: student.id, courseId: course.id });
  const { actor } = act();
  const { enrollmentId } = asked as { enrollmentId: string };
  await decideEnrollment(db, { enrollmentId, decision: "approve", expectedVersion: 1, actor });
  return (await seatOf(db, student.id))[0]!;
}

const give = (seat: Seat, until: Date, once = act()) =>
  extendDeadline(db, {
    ...once,
    userId: seat.student_id,
    enrollmentId: seat.id,
    expectedVersion: seat.version,
    until,
    reason: "Her bank's card is late",
  });
const again = async (seat: Seat) => (await seatOf(db, seat.student_id))[0]!;
const mailsTo = (userId: string) =>
  db
    .selectFrom("mails")
    .select(["kind", "facts", "requested_by"])
    .where("user_id", "=", userId)
    .where("kind", "=", "deadline_extended")
    .execute();

test("more time is given once, audited with its reason, and the student is written to once", async () => {
  const seat = await approvedSeat();
  const [once, until] = [act(), hence(200)];
  const both = await Promise.all([give(seat, until, once), give(seat, until, once)]);
  expect(both[0]).toEqual({ outcome: "extended", until: until.toISOString() });
  expect(both[1]).toEqual(both[0]);
  expect(await again(seat)).toMatchObject({ status: "approved", pay_by: until, version: seat.version + 1 });
  expect(await mailsTo(seat.student_id)).toEqual([
    {
      kind: "deadline_extended",
      facts: { courseId: seat.course_id, payBy: until.toISOString() },
      requested_by: once.actor.id,
    },
  ]);
  expect((await actionsOn(db, seat.id)).at(-1)).toBe("enrollment.deadline_extended");
  const audit = await db
    .selectFrom("audit_log")
    .select(["before", "after", "reason"])
    .where("subject_id", "=", seat.id)
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  expect(audit).toMatchObject({
    before: { pay_by: seat.pay_by!.toISOString() },
    after: { pay_by: until.toISOString() },
    reason: "Her bank's card is late",
  });
  expect(await countOf(db, seat.course_id)).toBe(1);
});

test("an offer from the line stands longer too: both say the same moment", async () => {
  const course = await build.course({ capacity: 1 });
  await db.updateTable("courses").set({ waitlist_enabled: true }).where("id", "=", course.id).execute();
  await db.updateTable("courses").set({ enrolled_count: 1 }).where("id", "=", course.id).execute();
  const student = await build.user();
  await joinWaitlist(db, { studentId: student.id, courseId: course.id });
  await db.updateTable("courses").set({ enrolled_count: 0 }).where("id", "=", course.id).execute();
  await offerSeats(db);
  const [seat] = await seatOf(db, student.id);
  const until = hence(100);
  expect(await give(seat!, until)).toMatchObject({ outcome: "extended" });
  expect(await findPlace(db, { studentId: student.id, courseId: course.id })).toMatchObject({
    status: "offered",
    offerUntil: until,
  });
  expect(await again(seat!)).toMatchObject({ pay_by: until });
});

test("what was looked at before, an earlier moment, one too far off, and a seat that is paid or gone are refused, without a mail", async () => {
  const seat = await approvedSeat();
  expect(await give({ ...seat, version: 1 }, hence(200))).toEqual({ outcome: "stale" });
  expect(await give(seat, hence(1))).toEqual({ outcome: "not_later" });
  expect(await give(seat, hence(61 * 24))).toEqual({ outcome: "not_later" });
  expect(await give({ ...seat, student_id: (await build.user()).id }, hence(200))).toEqual({
    outcome: "missing",
  });
  await db
    .updateTable("enrollments")
    .set({ pay_by: sql`now() - interval '1 minute'` })
    .where("id", "=", seat.id)
    .execute();
  await lapseApprovals(db);
  expect(await give(await again(seat), hence(200))).toEqual({ outcome: "no_deadline" });
  expect(await mailsTo(seat.student_id)).toEqual([]);
});

test("time runs out while more is given: the seat is held or free, and counted so", async () => {
  for (let round = 0; round < 6; round++) {
    const seat = await approvedSeat();
    await db
      .updateTable("enrollments")
      .set({ pay_by: sql`now() - interval '1 second'` })
      .where("id", "=", seat.id)
      .execute();
    const [given] = await Promise.all([give(seat, hence(200)), lapseApprovals(db)]);
    const { status } = await again(seat);
    expect([given.outcome, status]).toEqual(
      given.outcome === "extended" ? ["extended", "approved"] : ["stale", "lapsed"],
    );
    expect(await countOf(db, seat.course_id)).toBe(status === "approved" ? 1 : 0);
  }
});

test("support sees the new deadline before they give it, and it is the one that is given", async () => {
  const seat = await approvedSeat();
  const { cookie } = await signedIn(db, "support");
  const params = { enrollmentId: seat.id };
  const path = `/admin/enrollments/${seat.id}/extensions?hours=72`;
  const shown = await preview(routeArgs(path, { cookie, params }));
  const until = new Date(shown.until!);
  expect((until.getTime() - seat.pay_by!.getTime()) / hourMs).toBeCloseTo(72, 1);
  const form = { key: shown.key, version: String(shown.seat.version), until: shown.until! };
  const press = (reason: string) => extend(routeArgs(path, { cookie, params, form: { ...form, reason } }));
  expect((await dataOf(press(""))).status).toBe(422);
  for (const answer of [await responseOf(press("Late card")), await responseOf(press("Late card"))])
    expect(answer.headers.get("location")).toBe(`/admin/users/${seat.student_id}?told=extended`);
  expect((await again(seat)).pay_by).toEqual(until);
  const { cookie: auditor } = await signedIn(db, "auditor");
  expect((await responseOf(preview(routeArgs(path, { cookie: auditor, params })))).status).toBe(403);
});
