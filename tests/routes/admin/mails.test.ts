import { expect, test } from "vitest";
import { findReceiptSentTo } from "#app/features/mail/find-receipt-mail.server.ts";
import { listMailsOf } from "#app/features/mail/list-mails.server.ts";
import { loader as list } from "#app/routes/admin.mails._index/route.tsx";
import { loader as page } from "#app/routes/admin.mails.$mailId._index/route.tsx";
import { action as send } from "#app/routes/admin.mails.$mailId.sendings.ts";
import { useDatabase } from "#tests/support/database.ts";
import { mailSchool } from "#tests/support/mail-school.ts";
import { useMailbox } from "#tests/support/mailbox.ts";
import { responseOf, routeArgs, signedIn } from "#tests/support/sign-in.ts";

const { db } = useDatabase();
const mailbox = useMailbox();
const school = mailSchool(db);

test("staff find mail by person, payment, state and kind, newest first, page by page", async () => {
  const { cookie } = await signedIn(db, "support");
  const payment = await school.paid();
  const ids: string[] = [];
  for (let n = 0; n < 60; n++) ids.unshift(await school.receiptFor(payment));
  const student = await db
    .selectFrom("users")
    .select("email")
    .where("id", "=", payment.studentId)
    .executeTakeFirstOrThrow();
  const other = await school.receiptFor(await school.paid());
  const read = async (query: string) => list(routeArgs(`/admin/mails?${query}`, { cookie }));
  const first = await read(`q=${payment.id}`);
  expect(first.rows.map((row) => row.id)).toEqual(ids.slice(0, 50));
  const second = await read(`q=${payment.id}&before=${encodeURIComponent(first.older!)}`);
  expect(second.rows.map((row) => row.id)).toEqual(ids.slice(50));
  expect(second.older).toBeNull();
  expect((await read("")).rows[0]!.id).toBe(other);
  expect((await read(`q=${student.email.toUpperCase()}`)).rows).toHaveLength(50);
  expect((await read("state=failed")).rows).toEqual([]);
  expect((await read("kind=case_answer&state=nonsense")).rows).toEqual([]);
  expect(JSON.stringify(first.rows)).not.toContain("@");
  expect(await listMailsOf(db, { paymentId: payment.id })).toHaveLength(60);
  expect(await listMailsOf(db, { userId: payment.studentId }, 5)).toHaveLength(5);
});

test("a mail that was not sent shows why and is sent from its page by a plain form; an auditor may only look", async () => {
  const support = await signedIn(db, "support");
  const auditor = await signedIn(db, "auditor");
  const payment = await school.paid();
  const mailId = await school.receiptFor(payment);
  await school.send(mailId, undefined);
  const path = `/admin/mails/${mailId}`;
  const params = { mailId };
  const shown = await page(routeArgs(path, { cookie: auditor.cookie, params }));
  expect(shown).toMatchObject({ maySend: false, mail: { state: "not_configured" } });
  expect(shown.mail.body_text).toContain("EGP\u00a0450.00");
  expect(await findReceiptSentTo(db, payment.id)).toBeNull();
  const form = { version: String(shown.mail.version) };
  const refused = await responseOf(
    send(routeArgs(`${path}/sendings`, { cookie: auditor.cookie, params, form })),
  );
  expect(refused.status).toBe(403);
  const asked = await responseOf(
    send(routeArgs(`${path}/sendings`, { cookie: support.cookie, params, form })),
  );
  expect([asked.status, asked.headers.get("location")]).toEqual([303, `${path}?asked=requested`]);
  await school.send(mailId, mailbox.url());
  const again = await responseOf(
    send(routeArgs(`${path}/sendings`, { cookie: support.cookie, params, form })),
  );
  expect(again.headers.get("location")).toBe(`${path}?asked=stale`);
  expect(await findReceiptSentTo(db, payment.id)).toMatch(/^p…@example\.com$/);
});
