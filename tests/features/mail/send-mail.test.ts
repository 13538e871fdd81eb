import { expect, test, vi } from "vitest";
import { claimMail, noteHandover } from "#app/features/mail/claim-mail.server.ts";
import { sendMail } from "#app/features/mail/send-mail.server.ts";
import { sweepMails } from "#app/features/mail/sweep-mails.server.ts";
import { handOver } from "#app/lib/smtp.server.ts";
import { freePort } from "#scripts/postgres/free-port.ts";
import { useDatabase } from "#tests/support/database.ts";
import { mailSchool } from "#tests/support/mail-school.ts";
import { useMailbox } from "#tests/support/mailbox.ts";

const { db } = useDatabase();
const mailbox = useMailbox();
const school = mailSchool(db);

async function aReceipt() {
  const payment = await school.paid();
  return { payment, mailId: await school.receiptFor(payment) };
}

test("a mail arrives once, and its row says to whom and when", async () => {
  const { mailId, payment } = await aReceipt();
  expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "sent" });
  const [mail, ...more] = await mailbox.mails();
  expect(more).toEqual([]);
  const row = await school.mailRow(mailId);
  expect(row).toMatchObject({ state: "sent", attempts: 1, last_error: null, claim_until: null });
  expect(mail).toMatchObject({ to: [row.sent_to], subject: row.subject, messageId: row.message_id });
  expect(mail!.text).toContain("EGP\u00a0450.00");
  expect(mail!.text).toContain(payment.id);
  expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "settled_before" });
  expect(await mailbox.mails()).toHaveLength(1);
});

test("ten workers at once send it once", async () => {
  const { mailId } = await aReceipt();
  const results = await Promise.all(Array.from({ length: 10 }, () => school.send(mailId, mailbox.url())));
  expect(results.filter(({ outcome }) => outcome === "sent")).toHaveLength(1);
  expect(results.every(({ outcome }) => ["sent", "busy", "settled_before"].includes(outcome))).toBe(true);
  expect(await mailbox.mails()).toHaveLength(1);
});

test.each(["rcpt", "data"] as const)(
  "refused for now (451 at %s), it is sent by the next try",
  async (stage) => {
    await mailbox.fault({ mode: "refuse_4xx", stage, times: 1 });
    const { mailId } = await aReceipt();
    expect(await school.send(mailId, mailbox.url())).toMatchObject({ outcome: "retry" });
    expect(await school.mailRow(mailId)).toMatchObject({
      state: "queued",
      handed_over_at: null,
      last_error: expect.stringContaining("451"),
    });
    expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "sent" });
    expect(await school.mailRow(mailId)).toMatchObject({ state: "sent", attempts: 2 });
    expect(await mailbox.mails()).toHaveLength(1);
  },
);

test.each(["rcpt", "data"] as const)(
  "refused for good (550 at %s), it has failed and is not tried again",
  async (stage) => {
    await mailbox.fault({ mode: "refuse_5xx", stage });
    const { mailId } = await aReceipt();
    expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "failed" });
    const row = await school.mailRow(mailId);
    expect(row).toMatchObject({ state: "failed", last_error: expect.stringContaining("550") });
    expect(row.last_error).not.toMatch(/@/);
    expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "settled_before" });
  },
);

test("refused before anybody was named (550 for the sender), it is our own to mend: the mail is tried again", async () => {
  await mailbox.fault({ mode: "refuse_5xx", stage: "mail", times: 1 });
  const { mailId } = await aReceipt();
  expect(await school.send(mailId, mailbox.url())).toMatchObject({ outcome: "retry" });
  expect(await school.mailRow(mailId)).toMatchObject({
    state: "queued",
    last_error: expect.stringContaining("550"),
  });
  expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "sent" });
});

test("what staff read is what was sent, whatever another worker sees meanwhile", async () => {
  const { mailId, payment } = await aReceipt();
  await claimMail(db, mailId);
  await db.updateTable("courses").set({ title: "Renamed" }).where("id", "=", payment.courseId).execute();
  expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "busy" });
  expect(await school.mailRow(mailId)).toMatchObject({ subject: null, body_text: null });
});

test("a mail that cannot be written is tried again, and has failed after the last try", async () => {
  const { payment } = await aReceipt();
  const mailId = await school.ask({
    kind: "pay_invitation",
    userId: payment.studentId,
    facts: { courseId: payment.courseId },
    dedupeKey: "test:unwritable",
  });
  await db.updateTable("mails").set({ facts: "{}" }).where("id", "=", mailId).execute();
  await expect(school.send(mailId, mailbox.url())).rejects.toThrow();
  expect(await school.mailRow(mailId)).toMatchObject({ state: "queued", attempts: 1 });
  await expect(school.send(mailId, mailbox.url(), true)).rejects.toThrow();
  expect(await school.mailRow(mailId)).toMatchObject({
    state: "failed",
    last_error: "given up after 2 tries: it could not be written",
  });
});

test("a mail asked for in the moment of a merge goes to the account that stays", async () => {
  const [survivor, gone] = [await school.student({ name: "Mona Adel" }), await school.student()];
  const payment = await school.paid({ studentId: survivor.id });
  await db
    .updateTable("users")
    .set({ merged_into: survivor.id, merged_at: new Date() })
    .where("id", "=", gone.id)
    .execute();
  const mailId = await school.receiptFor({ ...payment, studentId: gone.id });
  await school.send(mailId, mailbox.url());
  expect(await mailbox.mails({ to: gone.email })).toEqual([]);
  const [mail] = await mailbox.mails({ to: survivor.email });
  expect(mail!.text).toContain("Mona Adel");
  expect(await school.mailRow(mailId)).toMatchObject({ user_id: survivor.id, sent_to: survivor.email });
});

test("the last try that fails is final, and says how often it was tried", async () => {
  await mailbox.fault({ mode: "refuse_4xx" });
  const { mailId } = await aReceipt();
  expect(await school.send(mailId, mailbox.url(), true)).toEqual({ outcome: "failed" });
  expect((await school.mailRow(mailId)).last_error).toMatch(/^given up after 1 tries: .*451/);
});

test("no server there: nothing was handed over, and it is tried again", async () => {
  const { mailId } = await aReceipt();
  const free = await freePort();
  expect(await school.send(mailId, `smtp://127.0.0.1:${free}`)).toMatchObject({ outcome: "retry" });
  expect(await school.mailRow(mailId)).toMatchObject({ state: "queued", handed_over_at: null });
  expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "sent" });
});

test("without a mail server it says so, with the text there to read, and asks nobody", async () => {
  const { mailId } = await aReceipt();
  expect(await school.send(mailId, undefined)).toEqual({ outcome: "not_configured" });
  const row = await school.mailRow(mailId);
  expect(row).toMatchObject({ state: "not_configured", attempts: 0 });
  expect(row.body_text).toContain("EGP\u00a0450.00");
  expect(await mailbox.mails()).toEqual([]);
});

test.each([true, false])(
  "cut off after the text (delivered: %s): it may have been sent, and is not sent again",
  async (kept) => {
    await mailbox.fault({ mode: "drop", stage: "data", kept, times: 1 });
    const { mailId } = await aReceipt();
    expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "unknown" });
    expect((await school.mailRow(mailId)).last_error).toContain("may have been sent");
    expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "settled_before" });
    await sweepMails(db);
    expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "settled_before" });
    expect(await mailbox.mails()).toHaveLength(kept ? 1 : 0);
  },
);

test("cut off before the text: surely not sent, so it is tried again", async () => {
  await mailbox.fault({ mode: "drop", stage: "rcpt", times: 1 });
  const { mailId } = await aReceipt();
  expect(await school.send(mailId, mailbox.url())).toMatchObject({ outcome: "retry" });
  expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "sent" });
  expect(await mailbox.mails()).toHaveLength(1);
});

test("a server that hangs is given up: before the text to be tried again, after it as unknown", async () => {
  const letter = { from: "a@example.com", to: "b@example.com", raw: Buffer.from("Subject: x\r\n\r\nx\r\n") };
  const options = {
    url: mailbox.url(),
    signal: new AbortController().signal,
    mayHandOver: async () => true,
    limitMs: 400,
  };
  await mailbox.fault({ mode: "hang", stage: "rcpt", times: 1 });
  expect(await handOver(letter, options)).toMatchObject({ outcome: "not_handed_over" });
  await mailbox.fault({ mode: "hang", stage: "data", times: 1 });
  expect(await handOver(letter, options)).toMatchObject({ outcome: "unanswered" });
});

test("a worker that stops while the server hangs gives the mail back at once", async () => {
  await mailbox.fault({ mode: "hang", stage: "rcpt", times: 1 });
  const { mailId } = await aReceipt();
  const stop = new AbortController();
  const sending = sendMail(db, { mailId, lastTry: false, signal: stop.signal, smtpUrl: mailbox.url() });
  await vi.waitFor(async () => expect((await school.mailRow(mailId)).state).toBe("sending"));
  const began = Date.now();
  stop.abort();
  expect(await sending).toMatchObject({ outcome: "retry" });
  expect(Date.now() - began).toBeLessThan(2_000);
  expect(await school.mailRow(mailId)).toMatchObject({ state: "queued", handed_over_at: null });
});

test("killed before the text was handed over, another worker sends it once the claim has run out", async () => {
  const { mailId } = await aReceipt();
  await claimMail(db, mailId);
  expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "busy" });
  await school.orphan(mailId);
  expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "sent" });
  expect(await mailbox.mails()).toHaveLength(1);
});

test("killed after the hand-over, it may have been sent: nobody sends it again", async () => {
  const { mailId } = await aReceipt();
  const claimed = await claimMail(db, mailId);
  expect(await noteHandover(db, claimed!)).toBe(true);
  await school.orphan(mailId);
  expect(await school.send(mailId, mailbox.url())).toEqual({ outcome: "unknown" });
  expect(await mailbox.mails()).toEqual([]);
});

test("the sweep finds both kinds of orphans, and a queued mail whose job is gone", async () => {
  const [before, after, lost] = [await aReceipt(), await aReceipt(), await aReceipt()];
  await claimMail(db, before.mailId);
  await noteHandover(db, (await claimMail(db, after.mailId))!);
  await school.orphan(before.mailId);
  await school.orphan(after.mailId);
  await db
    .updateTable("mails")
    .set({ updated_at: "2026-01-01T00:00:00Z" })
    .where("id", "=", lost.mailId)
    .execute();
  expect(await sweepMails(db)).toEqual({ doubtful: 1, asked: 2 });
  expect(await school.mailRow(before.mailId)).toMatchObject({ state: "queued" });
  expect(await school.mailRow(after.mailId)).toMatchObject({ state: "unknown" });
  const asked = await db
    .selectFrom("outbox_events")
    .select("subject_id")
    .where("kind", "=", "mail.requested")
    .where("subject_id", "in", [before.mailId, lost.mailId])
    .where("subject_version", ">", 1)
    .execute();
  expect(asked).toHaveLength(2);
});

test("a sender whose claim went to another while it was held up hands nothing over", async () => {
  const { mailId } = await aReceipt();
  const slow = await claimMail(db, mailId);
  await school.orphan(mailId);
  const quick = await claimMail(db, mailId);
  expect(await noteHandover(db, slow!)).toBe(false);
  expect(await noteHandover(db, quick!)).toBe(true);
});
