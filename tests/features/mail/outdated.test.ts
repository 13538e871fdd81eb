import { expect, test } from "vitest";
import { sayRecord } from "#app/features/audit/use-record-words.ts";
import { type OutdatedReason, reasons } from "#app/features/mail/outdated.ts";
import { resendMail } from "#app/features/mail/resend-mail.server.ts";
import { newId } from "#app/lib/ids.ts";
import { translatorFor } from "#app/messages/translate.ts";
import type { EnrollmentStatus } from "#db/schema.ts";
import { useDatabase } from "#tests/support/database.ts";
import { mailSchool } from "#tests/support/mail-school.ts";
import { useMailbox } from "#tests/support/mailbox.ts";

const { db } = useDatabase();
const mailbox = useMailbox();
const school = mailSchool(db);
const key = () => `test:${newId("req")}`;
const hours = (count: number) => new Date(Date.now() + count * 3_600_000);

/** A request or an offer that holds its seat. */
async function held(payBy: Date) {
  const student = await school.student();
  const course = await school.build.course();
  const id = newId("enr");
  await db
    .insertInto("enrollments")
    .values({
      id,
      student_id: student.id,
      course_id: course.id,
      status: "approved",
      source: "request",
      pay_by: payBy,
    })
    .execute();
  return { student, course, enrollmentId: id };
}
const put = (enrollmentId: string, status: EnrollmentStatus, payBy: Date | null = null) =>
  db.updateTable("enrollments").set({ status, pay_by: payBy }).where("id", "=", enrollmentId).execute();
const tried = async (mailId: string) => ({
  ...(await school.send(mailId, mailbox.url())),
  ...(({ state, last_error }) => ({ state, last_error }))(await school.mailRow(mailId)),
});
const heldBack = (why: OutdatedReason) => ({
  outcome: "outdated",
  state: "outdated",
  last_error: `held back: ${why}`,
});

test("a link to pay is not sent once the payment was made, nor after its time", async () => {
  const payment = await school.paid();
  const about = { kind: "payment_link" as const, userId: payment.studentId, paymentId: payment.id };
  const late = await school.ask({ ...about, dedupeKey: key() });
  expect(await tried(late)).toEqual(heldBack(reasons.paid));
  const open = await school.build.payment();
  const overdue = await school.ask({
    ...about,
    userId: open.studentId,
    paymentId: open.id,
    facts: { payBy: hours(-1).toISOString() },
    dedupeKey: key(),
  });
  expect(await tried(overdue)).toEqual(heldBack(reasons.late));
  expect(await mailbox.mails()).toEqual([]);
});

test.each([
  ["enrollment_approved", "active", "revoked"],
  ["enrollment_rejected", "rejected", "pending_approval"],
  ["enrollment_revoked", "revoked", "active"],
] as const)("%s is sent while the seat is %s, and not once it is %s", async (kind, status, after) => {
  const payment = await school.paid();
  const { id } = await db
    .selectFrom("enrollments")
    .select("id")
    .where("payment_id", "=", payment.id)
    .executeTakeFirstOrThrow();
  const ask = () =>
    school.ask({
      kind,
      userId: payment.studentId,
      enrollmentId: id,
      paymentId: payment.id,
      ...(kind !== "enrollment_approved" && { facts: { reason: null } }),
      dedupeKey: key(),
    } as Parameters<typeof school.ask>[0]);
  await put(id, status);
  expect(await tried(await ask())).toMatchObject({ outcome: "sent" });
  const delayed = await ask();
  await put(id, after);
  expect(await tried(delayed)).toEqual(heldBack(reasons.moved));
  expect(await mailbox.mails()).toHaveLength(1);
});

test("an invitation to pay says the time that holds now, and is not sent after it or once it was revoked", async () => {
  const { student, course, enrollmentId } = await held(hours(48));
  const ask = () =>
    school.ask({
      kind: "pay_invitation",
      userId: student.id,
      enrollmentId,
      facts: { courseId: course.id, payBy: hours(1).toISOString() },
      dedupeKey: key(),
    });
  await put(enrollmentId, "approved", new Date("2031-03-04T10:00:00Z"));
  expect(await tried(await ask())).toMatchObject({ outcome: "sent" });
  expect((await mailbox.mails())[0]!.text).toContain("4 March 2031");
  await put(enrollmentId, "approved", hours(-1));
  expect(await tried(await ask())).toEqual(heldBack(reasons.late));
  await put(enrollmentId, "revoked");
  expect(await tried(await ask())).toEqual(heldBack(reasons.moved));
});

test("an offer from the line is not sent once it was taken, given up or is over", async () => {
  const { student, course, enrollmentId } = await held(hours(24));
  const ask = () =>
    school.ask({
      kind: "waitlist_offer",
      userId: student.id,
      facts: { courseId: course.id, until: hours(24).toISOString() },
      dedupeKey: key(),
    });
  expect(await tried(await ask())).toMatchObject({ outcome: "sent" });
  await put(enrollmentId, "approved", hours(-1));
  expect(await tried(await ask())).toEqual(heldBack(reasons.late));
  await put(enrollmentId, "lapsed");
  expect(await tried(await ask())).toEqual(heldBack(reasons.gone));
  expect(await mailbox.mails()).toHaveLength(1);
});

test("that a seat was not paid in time is not sent once the student has one in the course", async () => {
  const { student, course, enrollmentId } = await held(hours(-1));
  const ask = () =>
    school.ask({
      kind: "seat_lapsed",
      userId: student.id,
      enrollmentId,
      facts: { until: hours(-1).toISOString(), offered: true },
      dedupeKey: key(),
    });
  expect(await tried(await ask())).toEqual(heldBack(reasons.moved));
  await put(enrollmentId, "lapsed");
  expect(await tried(await ask())).toMatchObject({ outcome: "sent" });
  await db
    .insertInto("enrollments")
    .values({
      id: newId("enr"),
      student_id: student.id,
      course_id: course.id,
      status: "active",
      source: "staff",
    })
    .execute();
  expect(await tried(await ask())).toEqual(heldBack(reasons.seated));
});

test("that a seat was moved is not sent once it was moved on or ended", async () => {
  const payment = await school.paid();
  const { id: enrollmentId } = await db
    .selectFrom("enrollments")
    .select("id")
    .where("payment_id", "=", payment.id)
    .executeTakeFirstOrThrow();
  const ask = () =>
    school.ask({
      kind: "seat_moved",
      userId: payment.studentId,
      enrollmentId,
      facts: { fromCourseId: payment.courseId },
      dedupeKey: key(),
    });
  for (const status of ["active", "suspended"] as const) {
    await put(enrollmentId, status);
    expect(await tried(await ask())).toMatchObject({ outcome: "sent" });
  }
  for (const status of ["transferred", "revoked"] as const) {
    await put(enrollmentId, status);
    expect(await tried(await ask())).toEqual(heldBack(reasons.moved));
  }
});

test("held back, it goes out from its page once it is true again", async () => {
  const { student, course, enrollmentId } = await held(hours(-1));
  const mailId = await school.ask({
    kind: "deadline_extended",
    userId: student.id,
    enrollmentId,
    facts: { courseId: course.id, payBy: hours(-1).toISOString() },
    dedupeKey: key(),
  });
  expect(await tried(mailId)).toMatchObject({ outcome: "outdated" });
  await put(enrollmentId, "approved", hours(48));
  const { version, message_id } = await school.mailRow(mailId);
  const staff = await school.build.user({ role: "support" });
  const actor = { type: "staff" as const, id: staff.id };
  expect(await resendMail(db, { mailId, expectedVersion: version, actor })).toMatchObject({
    outcome: "requested",
  });
  expect(await tried(mailId)).toMatchObject({ outcome: "sent", last_error: null });
  expect(await mailbox.mails()).toMatchObject([{ messageId: message_id }]);
});

test("why a mail was held back is said in Arabic too", () => {
  const [records, payments] = [translatorFor("ar", "records"), translatorFor("ar", "payments")];
  for (const why of Object.values(reasons))
    expect(sayRecord(`held back: ${why}`, records, payments)).not.toMatch(/[A-Za-z]/);
});
