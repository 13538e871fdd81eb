import { expect, test } from "vitest";
import { startCheckout } from "#app/features/checkout/start-checkout.server.ts";
import { lapseApprovals } from "#app/features/enrollments/lapse-approvals.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { joinWaitlist } from "#app/features/waitlist/join-waitlist.server.ts";
import { leaveWaitlist } from "#app/features/waitlist/leave-waitlist.server.ts";
import { offerSeats } from "#app/features/waitlist/offer-seats.server.ts";
import { settleOffers } from "#app/features/waitlist/settle-offers.server.ts";
import { findPlace } from "#app/features/waitlist/waitlist-place.server.ts";
import { newId } from "#app/lib/ids.ts";
import { builders, evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { ScriptedGateway } from "#tests/support/scripted-gateway.ts";
import { expectBooksToAgree, snapshot } from "#tests/support/tables.ts";

const { db } = useDatabase();
const build = builders(db);
const gateways = new Map([["paymob" as const, new ScriptedGateway("paymob")]]);

/** A course whose seats are all taken, and which has a line. */
async function fullCourse(capacity = 1) {
  const course = await build.course({ capacity });
  await db.updateTable("courses").set({ waitlist_enabled: true }).where("id", "=", course.id).execute();
  const holders = [];
  for (let seat = 0; seat < capacity; seat += 1) {
    const holder = await build.user();
    const id = newId("enr");
    await db
      .insertInto("enrollments")
      .values({ id, student_id: holder.id, course_id: course.id, status: "active", source: "staff" })
      .execute();
    holders.push(id);
  }
  await db.updateTable("courses").set({ enrolled_count: capacity }).where("id", "=", course.id).execute();
  return { courseId: course.id, holders };
}
type Full = Awaited<ReturnType<typeof fullCourse>>;

async function free({ courseId, holders }: Full, seats = 1) {
  const gone = holders.splice(0, seats);
  await db.updateTable("enrollments").set({ status: "revoked" }).where("id", "in", gone).execute();
  const { enrolled_count } = await courseOf(courseId);
  await db
    .updateTable("courses")
    .set({ enrolled_count: enrolled_count - gone.length })
    .where("id", "=", courseId)
    .execute();
}
async function inLine(full: Full, count: number) {
  const students = [];
  for (let place = 0; place < count; place += 1) {
    const student = await build.user();
    await joinWaitlist(db, { studentId: student.id, courseId: full.courseId });
    students.push(student);
  }
  return students;
}
const courseOf = (id: string) =>
  db.selectFrom("courses").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const statusesIn = async ({ courseId }: Full) =>
  (
    await db
      .selectFrom("waitlist_entries")
      .select("status")
      .where("course_id", "=", courseId)
      .orderBy("joined_at")
      .orderBy("id")
      .execute()
  ).map((row) => row.status);
const kindsFor = async (studentId: string) =>
  (
    await db
      .selectFrom("outbox_events")
      .select(["kind", "audience", "data"])
      .where("kind", "like", "waitlist.%")
      .orderBy("seq")
      .execute()
  ).filter((event) => event.audience.includes(studentId));
const buy = (student: Awaited<ReturnType<typeof build.user>>, courseId: string) =>
  startCheckout(db, gateways, {
    student,
    courseId,
    gateway: "paymob",
    idempotencyKey: newId("req"),
    appUrl: "http://127.0.0.1:3000",
  });
async function pay(paymentId: string) {
  const attempt = await db
    .selectFrom("payment_attempts")
    .selectAll()
    .where("payment_id", "=", paymentId)
    .executeTakeFirstOrThrow();
  return applyEvidence(db, {
    paymentId,
    actor: { type: "gateway", id: "paymob" },
    evidence: [
      evidence({
        kind: "succeeded",
        attempt_id: attempt.id,
        transaction_ref: paymentId,
        amount_minor: attempt.amount_minor,
        currency: attempt.currency,
      }),
    ],
  });
}
/** Time passes: every open offer's deadline is over. */
const timeIsOver = () =>
  db
    .updateTable("enrollments")
    .set({ pay_by: new Date(Date.now() - 1_000) })
    .where("status", "=", "approved")
    .execute();

test("a seat that becomes free is offered to the next in line, with a deadline, told to that student alone", async () => {
  const full = await fullCourse();
  const [first, second] = await inLine(full, 2);
  expect(await findPlace(db, { studentId: second!.id, courseId: full.courseId })).toMatchObject({ place: 2 });
  expect(await offerSeats(db)).toBe(0);
  await free(full);
  expect(await offerSeats(db)).toBe(1);
  expect(await statusesIn(full)).toEqual(["offered", "waiting"]);
  const place = await findPlace(db, { studentId: first!.id, courseId: full.courseId });
  const hours = (place!.offerUntil!.getTime() - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(23.9);
  expect(hours).toBeLessThan(24.1);
  const told = await kindsFor(first!.id);
  expect(told.map((event) => event.kind)).toEqual(["waitlist.joined", "waitlist.offered"]);
  expect(told[1]!.data).toMatchObject({ courseId: full.courseId, until: expect.any(String) });
  expect((await kindsFor(second!.id)).map((event) => event.kind)).toEqual(["waitlist.joined"]);
  // The seat is counted: nobody else can have it.
  expect((await courseOf(full.courseId)).enrolled_count).toBe(1);
  await expectBooksToAgree(db);
});

test("offering again, and from ten workers at once, offers each seat once", async () => {
  const full = await fullCourse(5);
  await inLine(full, 8);
  await free(full, 3);
  const rounds = await Promise.all(Array.from({ length: 10 }, () => offerSeats(db)));
  expect(rounds.reduce((sum, one) => sum + one, 0)).toBe(3);
  const before = await snapshot(db);
  expect(await offerSeats(db)).toBe(0);
  expect(await snapshot(db)).toEqual(before);
  expect(await statusesIn(full)).toEqual([...Array(3).fill("offered"), ...Array(5).fill("waiting")]);
});

test("the offer lets its student pay and nobody else; the seat becomes theirs", async () => {
  const full = await fullCourse();
  const [first, second] = await inLine(full, 2);
  const passerBy = await build.user();
  await free(full);
  // Free, and not for sale: others wait for it.
  expect(await buy(passerBy, full.courseId)).toEqual({ outcome: "full" });
  await offerSeats(db);
  expect(await buy(second!, full.courseId)).toEqual({ outcome: "full" });
  const bought = await buy(first!, full.courseId);
  expect(bought.outcome).toBe("redirect");
  expect(await pay((bought as { paymentId: string }).paymentId)).toMatchObject({ seat: "granted" });
  expect(await settleOffers(db)).toBe(1);
  expect(await statusesIn(full)).toEqual(["taken", "waiting"]);
  expect(await offerSeats(db)).toBe(0);
  await expectBooksToAgree(db);
});

test("an offer that is not taken in time goes to the next in line, once", async () => {
  const full = await fullCourse();
  const [first, second] = await inLine(full, 2);
  await free(full);
  await offerSeats(db);
  await timeIsOver();
  await Promise.all([lapseApprovals(db), lapseApprovals(db)]);
  await Promise.all([settleOffers(db), settleOffers(db), offerSeats(db), offerSeats(db)]);
  await settleOffers(db);
  await offerSeats(db);
  expect(await statusesIn(full)).toEqual(["expired", "offered"]);
  expect((await kindsFor(first!.id)).map((event) => event.kind)).toEqual([
    "waitlist.joined",
    "waitlist.offered",
    "waitlist.offer_expired",
  ]);
  expect((await kindsFor(second!.id)).map((event) => event.kind)).toEqual([
    "waitlist.joined",
    "waitlist.offered",
  ]);
  // Whoever missed it may stand in line again, at its end.
  expect(await joinWaitlist(db, { studentId: first!.id, courseId: full.courseId })).toMatchObject({
    outcome: "joined",
  });
  await expectBooksToAgree(db);
});

test("leaving gives up the place, or the offered seat; twice changes nothing", async () => {
  const full = await fullCourse();
  const [first, second] = await inLine(full, 2);
  await free(full);
  await offerSeats(db);
  const mine = { studentId: first!.id, courseId: full.courseId };
  const both = await Promise.all([leaveWaitlist(db, mine), leaveWaitlist(db, mine)]);
  expect(both.map((one) => one.outcome)).toEqual(["left", "left"]);
  const stranger = { studentId: (await build.user()).id, courseId: full.courseId };
  expect(await leaveWaitlist(db, stranger)).toEqual({ outcome: "not_waiting" });
  expect((await courseOf(full.courseId)).enrolled_count).toBe(0);
  await offerSeats(db);
  expect(await statusesIn(full)).toEqual(["left", "offered"]);
  await leaveWaitlist(db, { studentId: second!.id, courseId: full.courseId });
  expect((await courseOf(full.courseId)).enrolled_count).toBe(0);
  await expectBooksToAgree(db);
});

test("who may stand in line: once, of a full course with a line, without a seat", async () => {
  const full = await fullCourse();
  const student = await build.user();
  const mine = { studentId: student.id, courseId: full.courseId };
  const twice = await Promise.all([joinWaitlist(db, mine), joinWaitlist(db, mine)]);
  expect(twice.map((one) => one.outcome).sort()).toEqual(["joined", "waiting"]);
  const open = await build.course({ capacity: 5 });
  await db.updateTable("courses").set({ waitlist_enabled: true }).where("id", "=", open.id).execute();
  expect(await joinWaitlist(db, { studentId: student.id, courseId: open.id })).toEqual({
    outcome: "not_full",
  });
  const plain = await build.course({ capacity: 1 });
  await db.updateTable("courses").set({ enrolled_count: 0 }).where("id", "=", plain.id).execute();
  expect(await joinWaitlist(db, { studentId: student.id, courseId: plain.id })).toEqual({
    outcome: "no_waitlist",
  });
  expect(await joinWaitlist(db, { studentId: student.id, courseId: newId("crs") })).toEqual({
    outcome: "not_sold",
  });
});

test("50 at once, buying, joining, leaving and being offered: never oversold, and the count is right", async () => {
  const full = await fullCourse(5);
  const waiting = await inLine(full, 20);
  const payers = await Promise.all(
    Array.from({ length: 20 }, () => build.payment({ courseId: full.courseId })),
  );
  await free(full, 5);
  await Promise.all([
    ...payers.map((payment) => pay(payment.id)),
    ...Array.from({ length: 10 }, () => offerSeats(db)),
    ...waiting.slice(0, 10).map((one) => leaveWaitlist(db, { studentId: one.id, courseId: full.courseId })),
    ...Array.from({ length: 10 }, async () => {
      const late = await build.user();
      return joinWaitlist(db, { studentId: late.id, courseId: full.courseId });
    }),
  ]);
  const course = await courseOf(full.courseId);
  expect(course.enrolled_count).toBeLessThanOrEqual(5);
  await expectBooksToAgree(db);
});
