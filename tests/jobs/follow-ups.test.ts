import { sql } from "kysely";
import { beforeEach, expect, test } from "vitest";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { lapseApprovals } from "#app/features/enrollments/lapse-approvals.server.ts";
import { requestEnrollment } from "#app/features/enrollments/request-enrollment.server.ts";
import { followSuccesses } from "#app/features/mail/follow-payment.server.ts";
import { followLapse } from "#app/features/mail/follow-seat.server.ts";
import { requestMail } from "#app/features/mail/request-mail.server.ts";
import { resendMail } from "#app/features/mail/resend-mail.server.ts";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { extendDeadline } from "#app/features/support/extend-deadline.server.ts";
import { mergePeople } from "#app/features/support/merge-people.server.ts";
import { transferEnrollment } from "#app/features/support/transfer-enrollment.server.ts";
import { joinWaitlist } from "#app/features/waitlist/join-waitlist.server.ts";
import { leaveWaitlist } from "#app/features/waitlist/leave-waitlist.server.ts";
import { offerSeats } from "#app/features/waitlist/offer-seats.server.ts";
import { settleOffers } from "#app/features/waitlist/settle-offers.server.ts";
import { newId } from "#app/lib/ids.ts";
import { evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { drainJobs, jobsIn, makeJobsDue, relayAll } from "#tests/support/jobs.ts";
import { mailSchool } from "#tests/support/mail-school.ts";
import { useMailbox } from "#tests/support/mailbox.ts";

const { db, pool } = useDatabase();
const mailbox = useMailbox();
const school = mailSchool(db);

beforeEach(async () => {
  process.env.SMTP_URL = mailbox.url();
  await relayAll(db);
  await sql`delete from graphile_worker._private_jobs`.execute(db);
});

const sentTo = (userId: string) =>
  db.selectFrom("mails").selectAll().where("user_id", "=", userId).orderBy("created_at").execute();
const drain = () => drainJobs(db, pool);

test("a payment that succeeds is followed by one receipt, however often it is told", async () => {
  const payment = await school.paid();
  await drain();
  await applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "system", id: null },
    evidence: [evidence({ kind: "disputed", source: "poll", attempt_id: payment.attempt.id })],
  });
  await applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "system", id: null },
    evidence: [evidence({ kind: "dispute_won", source: "poll", attempt_id: payment.attempt.id })],
  });
  await drain();
  const events = await db
    .selectFrom("outbox_events")
    .select("kind")
    .where("subject_id", "=", payment.id)
    .where("kind", "=", "payment.succeeded")
    .execute();
  expect(events.length).toBeGreaterThan(0);
  expect(await sentTo(payment.studentId)).toMatchObject([{ kind: "receipt", state: "sent" }]);
  expect(await mailbox.mails()).toHaveLength(1);
});

test("of payments that succeed together each has its receipt, and one asked for before stays one", async () => {
  const before = await school.paid();
  await drain();
  const together = [await school.paid(), await school.paid({ studentId: before.studentId })];
  await followSuccesses(
    db,
    [...together, before].map((payment) => payment.id),
  );
  await drain();
  expect(await sentTo(before.studentId)).toMatchObject([
    { payment_id: before.id, state: "sent" },
    { payment_id: together[1]!.id, state: "sent" },
  ]);
  expect(await sentTo(together[0]!.studentId)).toMatchObject([
    { payment_id: together[0]!.id, state: "sent" },
  ]);
  expect(await mailbox.mails()).toHaveLength(3);
});

test("a transaction that rolls back has asked for no mail", async () => {
  const student = await school.student();
  const payment = await school.build.payment({ studentId: student.id });
  await expect(
    db.transaction().execute(async (trx) => {
      await requestMail(trx, {
        kind: "payment_link",
        userId: student.id,
        paymentId: payment.id,
        dedupeKey: `link:${payment.id}`,
      });
      throw new Error("and then something else failed");
    }),
  ).rejects.toThrow("something else");
  await drain();
  expect(await sentTo(student.id)).toEqual([]);
  expect(await mailbox.mails()).toEqual([]);
});

test("the same reason twice is one mail, also at once", async () => {
  const student = await school.student();
  const payment = await school.build.payment({ studentId: student.id });
  const request = {
    kind: "payment_link" as const,
    userId: student.id,
    paymentId: payment.id,
    dedupeKey: `link:${payment.id}`,
  };
  const both = await Promise.all(
    [1, 2].map(() => db.transaction().execute((trx) => requestMail(trx, request))),
  );
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(["known", "requested"]);
  expect(new Set(both.map(({ mailId }) => mailId)).size).toBe(1);
  await drain();
  expect(await mailbox.mails()).toHaveLength(1);
});

async function failed(more: Parameters<typeof school.build.payment>[0] = {}) {
  const payment = await school.build.payment(more);
  await applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: "paymob" },
    evidence: [
      evidence({ kind: "failed", attempt_id: payment.attempt.id, transaction_ref: "1", code: "declined" }),
    ],
  });
  return payment;
}

test("a failed payment is mentioned half an hour later, once, and only if nothing was paid meanwhile", async () => {
  const alone = await failed();
  const again = await failed();
  await school.paid({ studentId: again.studentId, courseId: again.courseId });
  await drain();
  expect(await sentTo(alone.studentId)).toEqual([]);
  const waiting = (await jobsIn(db)).filter((job) => job.name === "failure.tell");
  expect(waiting).toHaveLength(2);
  expect(waiting[0]!.run_at.getTime()).toBeGreaterThan(Date.now() + 29 * 60_000);
  await makeJobsDue(db);
  await drain();
  expect(await sentTo(alone.studentId)).toMatchObject([{ kind: "payment_failed", state: "sent" }]);
  expect((await sentTo(again.studentId)).map((mail) => mail.kind)).toEqual(["receipt"]);
  await failed({ studentId: alone.studentId, courseId: alone.courseId });
  await drain();
  await makeJobsDue(db);
  await drain();
  expect(await sentTo(alone.studentId)).toHaveLength(1);
});

async function decided(decision: "approved" | "rejected" | "revoked", reason: string | null) {
  const payment = await school.paid();
  await drain();
  await mailbox.empty();
  const enrollment = await db
    .updateTable("enrollments")
    .set({
      version: sql<number>`version + 1`,
      status: ({ approved: "active", rejected: "rejected", revoked: "revoked" } as const)[decision],
    })
    .where("payment_id", "=", payment.id)
    .returning(["id", "version"])
    .executeTakeFirstOrThrow();
  const staff = await school.build.user({ role: "registrar" });
  await db.transaction().execute((trx) =>
    recordChanges(trx, {
      actor: { type: "staff", id: staff.id, reason },
      changes: [
        {
          topic: "enrollments",
          kind: `enrollment.${decision}`,
          subject: { type: "enrollment", id: enrollment.id, version: enrollment.version },
          before: null,
          after: null,
          data: {},
          audience: [payment.studentId],
        },
      ],
    }),
  );
  await drain();
  return { payment, enrollment };
}

test("each sum that goes back is told once, however often the gateway says so", async () => {
  const payment = await school.paid();
  await school.giveBack(payment, 10_000);
  await drain();
  await school.giveBack(payment, 10_000);
  await drain();
  await school.giveBack(payment, 45_000);
  await drain();
  expect((await sentTo(payment.studentId)).map(({ kind, state }) => [kind, state])).toEqual([
    ["receipt", "sent"],
    ["refund_made", "sent"],
    ["refund_made", "sent"],
  ]);
  expect(await mailbox.mails({ subject: "Money given back" })).toHaveLength(2);
});

test("a decision is told with its reason once it can no longer be undone", async () => {
  const { payment } = await decided("rejected", "The level doesn't fit.");
  expect(await mailbox.mails()).toEqual([]);
  await makeJobsDue(db);
  await drain();
  const [mail] = await mailbox.mails();
  expect(mail!.text).toContain("The level doesn't fit.");
  expect((await sentTo(payment.studentId)).map(({ kind, state }) => [kind, state])).toEqual([
    ["receipt", "sent"],
    ["enrollment_rejected", "sent"],
  ]);
});

test("a decision taken back within its half minute is never told", async () => {
  const { enrollment } = await decided("revoked", "By mistake.");
  await db
    .updateTable("enrollments")
    .set({ version: sql<number>`version + 1` })
    .where("id", "=", enrollment.id)
    .execute();
  await makeJobsDue(db);
  await drain();
  expect(await mailbox.mails()).toEqual([]);
});

test("a decision still reaches a student whose account was merged, or who got more time, within its half minute", async () => {
  const [survivor, gone] = [await school.student({ name: "Mona Adel" }), await school.student()];
  const { id: courseId } = await school.build.course({ approval: "before_payment" });
  const asked = await requestEnrollment(db, { studentId: gone.id, courseId });
  const { enrollmentId } = asked as { enrollmentId: string };
  const actor = { type: "staff" as const, id: (await school.build.user({ role: "admin" })).id };
  await decideEnrollment(db, { enrollmentId, decision: "approve", expectedVersion: 1, actor });
  await drain();
  await mergePeople(db, { key: newId("req"), actor, survivor, gone, reason: "She registered twice" });
  const until = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 200 * 3_600_000);
  const act = { key: newId("req"), actor, userId: survivor.id, enrollmentId, expectedVersion: 3 };
  expect(await extendDeadline(db, { ...act, until, reason: "Her card is late" })).toMatchObject({
    outcome: "extended",
  });
  await makeJobsDue(db);
  await drain();
  const sent = await sentTo(survivor.id);
  expect(sent.map(({ kind, facts }) => [kind, facts]).sort()).toEqual([
    ["deadline_extended", { courseId, payBy: until.toISOString() }],
    ["pay_invitation", { courseId, payBy: until.toISOString() }],
  ]);
  expect(await sentTo(gone.id)).toEqual([]);
});

test("a seat offered from the waitlist is told with its deadline, to the one it is offered to", async () => {
  const student = await school.student({ locale: "ar" });
  const course = await school.build.course();
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await db
    .insertInto("enrollments")
    .values({
      id: newId("enr"),
      student_id: student.id,
      course_id: course.id,
      status: "approved",
      source: "request",
      pay_by: until,
    })
    .execute();
  await db.transaction().execute((trx) =>
    recordChanges(trx, {
      actor: { type: "system", id: null },
      changes: [
        {
          topic: "enrollments",
          kind: "waitlist.offered",
          subject: { type: "waitlist_entry", id: newId("req"), version: 2 },
          before: null,
          after: null,
          data: { courseId: course.id, until },
          audience: [student.id],
        },
      ],
    }),
  );
  await drain();
  const [mail] = await mailbox.mails({ to: student.email });
  expect(mail!.text).toContain(`/courses/${course.id}`);
  expect(mail!.subject).toContain("مقعد");
});

/** The next in line of a full course is offered its one seat. */
async function offered(locale: "en" | "ar" = "en") {
  const student = await school.student({ locale });
  const course = await school.build.course({ capacity: 1 });
  await db
    .updateTable("courses")
    .set({ waitlist_enabled: true, enrolled_count: 1 })
    .where("id", "=", course.id)
    .execute();
  await joinWaitlist(db, { studentId: student.id, courseId: course.id });
  await db.updateTable("courses").set({ enrolled_count: 0 }).where("id", "=", course.id).execute();
  expect(await offerSeats(db)).toBe(1);
  await drain();
  await mailbox.empty();
  return { student, course };
}

test("an offer that runs out is told once, in the student's language; one given up is not", async () => {
  const [late, gaveUp] = [await offered("ar"), await offered()];
  await leaveWaitlist(db, { studentId: gaveUp.student.id, courseId: gaveUp.course.id });
  await db
    .updateTable("enrollments")
    .set({ pay_by: new Date(Date.now() - 1_000) })
    .where("student_id", "=", late.student.id)
    .execute();
  expect(await lapseApprovals(db)).toBe(1);
  // Told before the line is settled, and no second time after.
  await drain();
  await settleOffers(db);
  await drain();
  const kinds = async (userId: string) => (await sentTo(userId)).map(({ kind, state }) => [kind, state]);
  expect(await kinds(late.student.id)).toEqual([
    ["waitlist_offer", "sent"],
    ["seat_lapsed", "sent"],
  ]);
  expect(await kinds(gaveUp.student.id)).toEqual([["waitlist_offer", "sent"]]);
  const [mail] = await mailbox.mails();
  expect(mail).toMatchObject({ to: [late.student.email] });
  expect(mail!.text).toContain("قائمة الانتظار");
  expect(mail!.text).toContain(`/courses/${late.course.id}`);
  // The relay may read an event twice; the reason is the same.
  const { enrollment_id: enrollmentId } = (await sentTo(late.student.id))[1]!;
  const again = { enrollmentId: enrollmentId!, version: 2, until: new Date().toISOString() };
  expect(await followLapse(db, again)).toEqual({ outcome: "known" });
});

test("an offer that ran out is not told as unpaid once its money arrived, though the seat is gone", async () => {
  const { student, course } = await offered();
  await db
    .updateTable("enrollments")
    .set({ pay_by: new Date(Date.now() - 1_000) })
    .where("student_id", "=", student.id)
    .execute();
  await lapseApprovals(db);
  await db.updateTable("courses").set({ enrolled_count: 1 }).where("id", "=", course.id).execute();
  await school.paid({ studentId: student.id, courseId: course.id });
  await drain();
  expect((await sentTo(student.id)).map((mail) => mail.kind)).toEqual(["waitlist_offer", "receipt"]);
});

test("a seat that staff move is told once, with where it is now", async () => {
  const payment = await school.paid();
  const other = await school.build.course({ title: "Elsewhere" });
  const actor = { type: "staff" as const, id: (await school.build.user({ role: "admin" })).id };
  const seat = await db
    .selectFrom("enrollments")
    .select(["id", "version"])
    .where("payment_id", "=", payment.id)
    .executeTakeFirstOrThrow();
  const act = {
    key: newId("req"),
    actor,
    userId: payment.studentId,
    enrollmentId: seat.id,
    expectedVersion: seat.version,
    courseId: other.id,
    reason: "She asked for it",
  };
  const moved = await transferEnrollment(db, act);
  // Pressed twice, it was moved once.
  await transferEnrollment(db, act);
  await drain();
  const { enrollmentId } = moved as { enrollmentId: string };
  expect((await sentTo(payment.studentId)).map((mail) => [mail.kind, mail.enrollment_id])).toEqual([
    ["receipt", null],
    ["seat_moved", enrollmentId],
  ]);
  const [mail] = await mailbox.mails({ subject: "Your seat is now in Elsewhere" });
  // What staff wrote is for the audit.
  expect(mail!.text).not.toContain("She asked for it");
});

test("a seat moved again before its letter went out is told from the course its student knew", async () => {
  const payment = await school.paid();
  const actor = { type: "staff" as const, id: (await school.build.user({ role: "admin" })).id };
  const seat = await db
    .selectFrom("enrollments")
    .innerJoin("courses", "courses.id", "enrollments.course_id")
    .select(["enrollments.id", "enrollments.version", "courses.id as course_id", "courses.title"])
    .where("payment_id", "=", payment.id)
    .executeTakeFirstOrThrow();
  const moveTo = async (course: { id: string }, enrollmentId: string, expectedVersion = 1) => {
    const moved = await transferEnrollment(db, {
      key: newId("req"),
      actor,
      userId: payment.studentId,
      enrollmentId,
      expectedVersion,
      courseId: course.id,
      reason: "She asked for it",
    });
    return (moved as { enrollmentId: string }).enrollmentId;
  };
  const [second, third, fourth] = await Promise.all(
    ["Second", "Third", "Fourth"].map((title) => school.build.course({ title })),
  );
  const passing = await moveTo(second!, seat.id, seat.version);
  const told = await moveTo(third!, passing);
  await drain();
  const back = await moveTo(fourth!, told);
  await drain();
  // Moved away and back before anything went out, it is where they know it to be.
  await moveTo(fourth!, await moveTo(second!, back));
  await drain();
  const letters = (await sentTo(payment.studentId)).filter((mail) => mail.kind === "seat_moved");
  expect(letters.map((mail) => [mail.enrollment_id, mail.facts])).toEqual([
    [told, { fromCourseId: seat.course_id }],
    [back, { fromCourseId: third!.id }],
  ]);
});

test("mail that was not sent for want of a server is sent by staff later, under its own Message-ID", async () => {
  delete process.env.SMTP_URL;
  const staff = await school.build.user({ role: "support" });
  const payment = await school.paid();
  const mailId = await school.receiptFor(payment);
  await school.send(mailId, undefined);
  const before = await school.mailRow(mailId);
  expect(before.state).toBe("not_configured");
  const actor = { type: "staff" as const, id: staff.id };
  const twice = await Promise.all(
    [1, 2].map(() => resendMail(db, { mailId, expectedVersion: before.version, actor })),
  );
  expect(twice.map(({ outcome }) => outcome).sort()).toEqual(["requested", "requested"]);
  const { id: colleague } = await school.build.user({ role: "support" });
  expect(
    await resendMail(db, {
      mailId,
      expectedVersion: before.version,
      actor: { type: "staff", id: colleague },
    }),
  ).toEqual({ outcome: "under_way", state: "queued" });
  await school.send(mailId, mailbox.url());
  expect(await school.mailRow(mailId)).toMatchObject({ state: "sent", message_id: before.message_id });
  expect(await mailbox.mails({ subject: "Receipt" })).toHaveLength(1);
});

test("sent again, a sent mail is a new one beside the old; pressed twice it is one", async () => {
  const staff = await school.build.user({ role: "support" });
  const payment = await school.paid();
  const mailId = await school.receiptFor(payment);
  await school.send(mailId, mailbox.url());
  const { version } = await school.mailRow(mailId);
  const actor = { type: "staff" as const, id: staff.id };
  const twice = await Promise.all(
    [1, 2].map(() => resendMail(db, { mailId, expectedVersion: version, actor })),
  );
  const copies = await db.selectFrom("mails").selectAll().where("resend_of", "=", mailId).execute();
  expect(twice).toEqual(Array(2).fill({ outcome: "requested", mailId: copies[0]!.id }));
  const { id: colleague } = await school.build.user({ role: "support" });
  expect(
    await resendMail(db, { mailId, expectedVersion: version, actor: { type: "staff", id: colleague } }),
  ).toEqual({ outcome: "stale", state: "sent" });
  expect(copies).toMatchObject([{ requested_by: staff.id, state: "queued" }]);
  expect(copies[0]!.message_id).not.toBe((await school.mailRow(mailId)).message_id);
});
