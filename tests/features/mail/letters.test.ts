import { expect, test } from "vitest";
import { composeMail } from "#app/features/mail/compose-mail.server.ts";
import { applyEvidence } from "#app/features/payments/apply-evidence.server.ts";
import { newId } from "#app/lib/ids.ts";
import ar from "#app/messages/letters/ar.ts";
import en from "#app/messages/letters/en.ts";
import { evidence } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { mailSchool } from "#tests/support/mail-school.ts";
import { useMailbox } from "#tests/support/mailbox.ts";

const { db } = useDatabase();
const mailbox = useMailbox();
const school = mailSchool(db);
const key = () => `test:${newId("req")}`;
const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, "").replaceAll("\u00a0", " ");

async function receipt(more: {
  locale: "en" | "ar";
  name?: string;
  title?: string;
  gateway?: "paymob" | "ikhokha";
}) {
  const student = await school.student(more);
  const course = await school.build.course({ title: more.title ?? "Data Analysis" });
  const payment = await school.paid({
    studentId: student.id,
    courseId: course.id,
    gateway: more.gateway ?? "paymob",
    amountMinor: 45_000,
  });
  const mailId = await school.receiptFor(payment);
  expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "sent" });
  const [mail] = await mailbox.mails({ to: student.email });
  return { mail: mail!, mailId, payment, student };
}

test.each([
  { locale: "en", gateway: "paymob", amount: "EGP 450.00", word: "Amount paid", direction: "ltr" },
  { locale: "ar", gateway: "paymob", amount: "EGP 450.00", word: "المبلغ المدفوع", direction: "rtl" },
  { locale: "en", gateway: "ikhokha", amount: "ZAR 450.00", word: "Amount paid", direction: "ltr" },
  { locale: "ar", gateway: "ikhokha", amount: "ZAR 450.00", word: "المبلغ المدفوع", direction: "rtl" },
] as const)("a receipt in $locale tells $amount, in text and in HTML", async (way) => {
  const { mail, payment } = await receipt(way);
  expect(plain(mail.text)).toContain(`${way.word}: ${way.amount}`);
  // Neither part lets an amount break over two lines.
  expect(mail.text.includes(way.amount) || mail.html!.includes(way.amount)).toBe(false);
  expect(plain(mail.html!)).toContain(`<bdi dir="ltr" style="white-space:nowrap">${way.amount}</bdi>`);
  expect(mail.html).toContain(way.word);
  expect(mail.html).toContain(`dir="${way.direction}"`);
  // Of its two links one is the thing to do.
  expect(mail.html!.match(/<a href/g)).toHaveLength(2);
  expect(mail.html!.match(/<a href="[^"]*\/learn" style="display:inline-block/g)).toHaveLength(1);
  expect(mail.html!.match(/display:inline-block/g)).toHaveLength(1);
  for (const part of [mail.text, mail.html!]) {
    expect(part).toContain(payment.id);
    expect(part).toContain("192036465");
    expect(part).toContain(`/payments/${payment.id}/receipt`);
  }
});

test("names and titles stand as they are: an apostrophe, Arabic, markup, braces", async () => {
  const title = `{amount} & <b>O'Brien's</b> "course"`;
  const { mail } = await receipt({ locale: "en", name: "Siobhán O'Brien", title });
  expect(plain(mail.text)).toContain("Hello Siobhán O'Brien,");
  expect(plain(mail.text)).toContain(title);
  expect(mail.html).toContain("&lt;b&gt;O&#39;Brien&#39;s&lt;/b&gt;");
  expect(mail.html).not.toContain("<b>");
  expect(mail.subject).toBe(`Receipt: ${title}`);
  const arabic = await receipt({ locale: "ar", name: "عبد الرحمن محمود الشافعي" });
  expect(plain(arabic.mail.text)).toContain("مرحبًا عبد الرحمن محمود الشافعي،");
  expect(arabic.mail.source).toMatch(/^To: .*=\?UTF-8\?/m);
});

test("a name or a title cannot add headers or recipients", async () => {
  const { mail, student } = await receipt({
    locale: "en",
    name: "Mona\r\nBcc: thief@example.com",
    title: "Course\r\nBcc: thief@example.com\r\n\r\nBody",
  });
  expect(mail.to).toEqual([student.email]);
  expect(mail.source.split("\r\n\r\n")[0]).not.toMatch(/^Bcc:/im);
  expect(mail.subject).toBe("Receipt: Course Bcc: thief@example.com Body");
});

test("a title of 120 characters is cut in the subject between characters, and whole in the text", async () => {
  const title = `${"Über das Lernen 👩‍🏫 ".repeat(7)}Ende`;
  const { mail } = await receipt({ locale: "en", title });
  expect(mail.subject.length).toBeLessThan(120);
  expect(mail.subject.endsWith("…")).toBe(true);
  expect(mail.subject.isWellFormed()).toBe(true);
  expect(plain(mail.text)).toContain(title);
});

test("a title written the other way does not turn its subject", async () => {
  const latin = await receipt({ locale: "ar", title: "C++" });
  expect(latin.mail.subject).toBe("إيصال: \u2068C++\u2069");
  const arabic = await receipt({ locale: "en", title: "تصميم (1)" });
  expect(arabic.mail.subject).toBe("Receipt: \u2068تصميم (1)\u2069");
  expect((await receipt({ locale: "en", title: "C++ 2" })).mail.subject).toBe("Receipt: C++ 2");
});

test("a question asked in the other writing does not turn the subject of its answer", async () => {
  const student = await school.student({ locale: "en", name: "Mona" });
  const facts = { subject: "دفعت مرتين (192036465)…", answer: "Once." };
  const about = { userId: student.id, kind: "case_answer", caseId: "cas_2", facts } as const;
  const { subject } = await composeMail(db, await school.ask({ ...about, dedupeKey: key() }));
  expect(subject).toBe("Re: \u2068دفعت مرتين (192036465)…\u2069");
});

async function receiptAgain(payment: Awaited<ReturnType<typeof school.paid>>) {
  const { text, html } = await composeMail(db, await school.receiptFor(payment));
  return { text: plain(text), html };
}
const seatOf = (payment: { id: string }) =>
  db
    .selectFrom("enrollments")
    .select(["id", "student_id"])
    .where("payment_id", "=", payment.id)
    .executeTakeFirstOrThrow();

test("a receipt sent again says how the seat stands now: moved, taken back, or the money gone", async () => {
  const payment = await school.paid();
  const seat = await seatOf(payment);
  expect((await receiptAgain(payment)).text).toContain("You’re enrolled");
  await db.updateTable("enrollments").set({ status: "suspended" }).where("id", "=", seat.id).execute();
  expect((await receiptAgain(payment)).text).not.toMatch(/enrolled|not confirmed|look at each/);

  const other = await school.build.course({ title: "Elsewhere" });
  await db.updateTable("enrollments").set({ status: "transferred" }).where("id", "=", seat.id).execute();
  const moved = { student_id: seat.student_id, course_id: other.id, payment_id: payment.id };
  await db
    .insertInto("enrollments")
    .values({ id: newId("enr"), status: "active", source: "payment", ...moved })
    .execute();
  const { text } = await receiptAgain(payment);
  expect(text).toContain("You’re enrolled");
  expect(text).toContain("Your seat is in: Elsewhere");
  expect(text).toContain(`/courses/${other.id}/learn`);
  expect(text).not.toContain(`/courses/${payment.courseId}/learn`);

  await db.updateTable("enrollments").set({ status: "revoked" }).where("course_id", "=", other.id).execute();
  expect((await receiptAgain(payment)).text).not.toMatch(/enrolled|not confirmed|look at each/);
});

test("a letter about a moved seat names the course it is in", async () => {
  const payment = await school.paid();
  const seat = await seatOf(payment);
  const other = await school.build.course({ title: "Elsewhere" });
  await db.updateTable("enrollments").set({ course_id: other.id }).where("id", "=", seat.id).execute();
  const mailId = await school.ask({
    kind: "enrollment_revoked",
    userId: payment.studentId,
    enrollmentId: seat.id,
    paymentId: payment.id,
    facts: { reason: null },
    dedupeKey: key(),
  });
  expect((await composeMail(db, mailId)).subject).toBe("Your seat in Elsewhere has ended");
});

test("money given back is told: how much of how much, or all of it", async () => {
  const payment = await school.paid();
  const about = { kind: "refund_made" as const, userId: payment.studentId, paymentId: payment.id };
  await school.giveBack(payment, 10_000);
  const part = await composeMail(db, await school.ask({ ...about, dedupeKey: key() }));
  expect(plain(part.text)).toMatch(
    /Of the EGP 450\.00 you paid for Course \d+, we have given EGP 100\.00 back/,
  );
  await school.giveBack(payment, 45_000);
  const whole = await composeMail(db, await school.ask({ ...about, dedupeKey: key() }));
  expect(plain(whole.text)).toMatch(/We have given you back the EGP 450\.00 you paid for Course \d+\./);
  expect(whole.text).toContain(`/payments/${payment.id}`);
});

test("a payment link goes to the student whole; what staff read has none of it", async () => {
  const student = await school.student();
  const payment = await school.build.payment({ studentId: student.id });
  const mailId = await school.ask({
    kind: "payment_link",
    userId: student.id,
    paymentId: payment.id,
    facts: { payBy: "2027-01-05T10:00:00Z" },
    dedupeKey: key(),
  });
  await school.send(mailId, mailbox.url());
  const [mail] = await mailbox.mails({ to: student.email });
  const link = new RegExp(
    `/courses/${payment.courseId}/payment/result\\?payment=${payment.id}\\.[0-9a-f]{32}`,
  );
  expect(mail!.text).toMatch(link);
  expect(mail!.html).toMatch(link);
  // Whose clock it is, is said.
  expect(plain(mail!.text)).toContain("until 5 January 2027 at 12:00 GMT+2.");
  const row = await school.mailRow(mailId);
  expect(row.body_text).toContain("[private link]");
  expect(JSON.stringify(row)).not.toMatch(/[0-9a-f]{32}/);
});

test("a link to pay names the price of now, which is what is asked when it is opened", async () => {
  const payment = await school.build.payment();
  await db
    .updateTable("course_prices")
    .set({ amount_minor: 50_000 })
    .where("course_id", "=", payment.courseId)
    .where("currency", "=", "EGP")
    .execute();
  const about = { userId: payment.studentId, paymentId: payment.id };
  const link = await composeMail(db, await school.ask({ ...about, kind: "payment_link", dedupeKey: key() }));
  expect(plain(link.text)).toContain("EGP 500.00");
  expect(plain(link.text)).not.toContain("EGP 450.00");
  // What failed was the old price.
  const failed = await composeMail(
    db,
    await school.ask({ ...about, kind: "payment_failed", dedupeKey: key() }),
  );
  expect(plain(failed.text)).toContain("EGP 450.00");
});

test("a rejection tells the reason and the money; without money nothing is said of it", async () => {
  const payment = await school.paid();
  const enrollment = await db
    .selectFrom("enrollments")
    .select("id")
    .where("payment_id", "=", payment.id)
    .executeTakeFirstOrThrow();
  const about = {
    kind: "enrollment_rejected" as const,
    userId: payment.studentId,
    enrollmentId: enrollment.id,
    facts: { reason: "The level doesn't fit.\nAsk for the beginners' course." },
  };
  const paid = await composeMail(db, await school.ask({ ...about, paymentId: payment.id, dedupeKey: key() }));
  expect(plain(paid.text)).toContain("> The level doesn't fit.\n> Ask for the beginners' course.");
  expect(plain(paid.text)).toContain("EGP 450.00");
  const unpaid = await composeMail(db, await school.ask({ ...about, dedupeKey: key() }));
  expect(plain(unpaid.text)).not.toContain("You paid");
});

test.each([
  ["disputed", /Your bank questions your payment of EGP 450\.00\. .* cannot give it back meanwhile/],
  ["dispute_lost", /Your bank has taken your payment of EGP 450\.00 back/],
] as const)("a seat that ends while its payment is %s promises no money", async (kind, says) => {
  const payment = await school.paid();
  const { id: enrollmentId } = await seatOf(payment);
  const about = {
    userId: payment.studentId,
    enrollmentId,
    paymentId: payment.id,
    facts: { reason: "Full." },
  };
  const letters = async () => {
    const kinds = ["enrollment_rejected", "enrollment_revoked"] as const;
    const asked = kinds.map((letter) => school.ask({ ...about, kind: letter, dedupeKey: key() }));
    const mails = await Promise.all(asked.map(async (mailId) => composeMail(db, await mailId)));
    return mails.map(({ text }) => plain(text));
  };
  for (const text of await letters()) expect(text).not.toMatch(/bank/);
  await applyEvidence(db, {
    paymentId: payment.id,
    actor: { type: "gateway", id: payment.gateway },
    evidence: [evidence({ kind, source: "poll", attempt_id: payment.attempt.id })],
  });
  for (const text of await letters()) {
    expect(text).toMatch(says);
    expect(text).not.toMatch(/You paid|giving it back|write to you about/);
  }
});

test("a moved seat names both courses, and what the payment stands for now", async () => {
  const payment = await school.paid();
  const seat = await seatOf(payment);
  const other = await school.build.course({ title: "Elsewhere" });
  await db.updateTable("enrollments").set({ course_id: other.id }).where("id", "=", seat.id).execute();
  const ask = (paymentId: string | null) =>
    school.ask({
      kind: "seat_moved",
      userId: payment.studentId,
      enrollmentId: seat.id,
      paymentId,
      facts: { fromCourseId: payment.courseId },
      dedupeKey: key(),
    });
  const { subject, text } = await composeMail(db, await ask(payment.id));
  expect(subject).toBe("Your seat is now in Elsewhere");
  expect(plain(text)).toMatch(/moved your seat from Course \d+ to Elsewhere\./);
  expect(plain(text)).toContain("The EGP 450.00 you paid now stands for your seat");
  expect(text).toContain(`/courses/${other.id}/learn`);
  const granted = await composeMail(db, await ask(null));
  expect(granted.text).not.toContain("you paid");
  await db.updateTable("enrollments").set({ status: "suspended" }).where("id", "=", seat.id).execute();
  expect((await composeMail(db, await ask(payment.id))).text).not.toContain("/learn");
});

test.each(["en", "ar"] as const)("every kind can be written in %s", async (locale) => {
  const student = await school.student({ locale, name: "Mona" });
  const payment = await school.paid({ studentId: student.id });
  const { courseId } = payment;
  const enrollment = await db
    .selectFrom("enrollments")
    .select("id")
    .where("payment_id", "=", payment.id)
    .executeTakeFirstOrThrow();
  const until = "2027-01-05T10:00:00Z";
  const to = { userId: student.id, paymentId: payment.id, enrollmentId: enrollment.id };
  const requests = [
    { ...to, kind: "receipt" },
    { ...to, kind: "payment_failed" },
    { ...to, kind: "refund_made" },
    { ...to, kind: "payment_link" },
    { ...to, kind: "enrollment_approved" },
    { ...to, kind: "enrollment_rejected", facts: { reason: "Because." } },
    { ...to, kind: "enrollment_revoked", facts: { reason: null } },
    { ...to, kind: "pay_invitation", facts: { courseId, payBy: until } },
    { ...to, kind: "deadline_extended", facts: { courseId, payBy: until } },
    { ...to, kind: "waitlist_offer", facts: { courseId, until } },
    { ...to, kind: "seat_lapsed", facts: { until, offered: true } },
    { ...to, kind: "seat_lapsed", facts: { until, offered: false } },
    { ...to, kind: "seat_moved", facts: { fromCourseId: courseId } },
    { ...to, kind: "case_answer", caseId: "cas_1", facts: { subject: "My seat", answer: "Here it is." } },
  ] as const;
  for (const request of requests) {
    const mail = await composeMail(db, await school.ask({ ...request, dedupeKey: key() }));
    expect(mail.subject, request.kind).not.toBe("");
    // What a message lacks, use-intl writes as its key.
    for (const part of [mail.subject, mail.text, mail.html])
      expect(part).not.toMatch(/[a-z]+_?[a-z]+\.(lead|until|subject|heading)\b|\{\w+\}/);
    if (locale === "ar") expect(mail.subject).toMatch(/\p{Script=Arabic}/u);
  }
});

test("both languages have the same keys", () => {
  const keys = (words: object): string[] =>
    Object.entries(words).flatMap(([name, value]) =>
      typeof value === "string" ? [name] : keys(value).map((inner) => `${name}.${inner}`),
    );
  expect(keys(ar).sort()).toEqual(keys(en).sort());
});
