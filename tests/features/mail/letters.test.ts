import { expect, test } from "vitest";
import { composeMail } from "#app/features/mail/compose-mail.server.ts";
import { newId } from "#app/lib/ids.ts";
import ar from "#app/messages/letters/ar.ts";
import en from "#app/messages/letters/en.ts";
import { useDatabase } from "#tests/support/database.ts";
import { mailSchool } from "#tests/support/mail-school.ts";
import { useMailbox } from "#tests/support/mailbox.ts";

const { db } = useDatabase();
const mailbox = useMailbox();
const school = mailSchool(db);
const key = () => `test:${newId("req")}`;
const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, "");

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
  { locale: "en", gateway: "paymob", amount: "EGP\u00a0450.00", word: "Amount paid", direction: "ltr" },
  { locale: "ar", gateway: "paymob", amount: "EGP\u00a0450.00", word: "المبلغ المدفوع", direction: "rtl" },
  { locale: "en", gateway: "ikhokha", amount: "ZAR\u00a0450.00", word: "Amount paid", direction: "ltr" },
  { locale: "ar", gateway: "ikhokha", amount: "ZAR\u00a0450.00", word: "المبلغ المدفوع", direction: "rtl" },
] as const)("a receipt in $locale tells $amount, in text and in HTML", async (way) => {
  const { mail, payment } = await receipt(way);
  expect(plain(mail.text)).toContain(`${way.word}: ${way.amount}`);
  expect(mail.html).toContain(`<bdi dir="ltr">${way.amount}</bdi>`);
  expect(mail.html).toContain(way.word);
  expect(mail.html).toContain(`dir="${way.direction}"`);
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
  expect(mail!.text).toContain("5 January 2027");
  const row = await school.mailRow(mailId);
  expect(row.body_text).toContain("[private link]");
  expect(JSON.stringify(row)).not.toMatch(/[0-9a-f]{32}/);
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
  expect(plain(paid.text)).toContain("EGP\u00a0450.00");
  const unpaid = await composeMail(db, await school.ask({ ...about, dedupeKey: key() }));
  expect(plain(unpaid.text)).not.toContain("You paid");
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
    { ...to, kind: "payment_link" },
    { ...to, kind: "enrollment_approved" },
    { ...to, kind: "enrollment_rejected", facts: { reason: "Because." } },
    { ...to, kind: "enrollment_revoked", facts: { reason: null } },
    { ...to, kind: "pay_invitation", facts: { courseId, payBy: until } },
    { ...to, kind: "deadline_extended", facts: { courseId, payBy: until } },
    { ...to, kind: "waitlist_offer", facts: { courseId, until } },
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
