import { sql } from "kysely";
import { expect, test } from "vitest";
import { readEnv } from "#app/lib/env.server.ts";
import { checkJobs, checkMail } from "#scripts/doctor/check-jobs.ts";
import { freePort } from "#scripts/postgres/free-port.ts";
import { useDatabase } from "#tests/support/database.ts";
import { useMailbox } from "#tests/support/mailbox.ts";

const { db } = useDatabase();
const mailbox = useMailbox();

const withMail = (SMTP_URL: string) =>
  readEnv({
    APP_URL: "http://127.0.0.1:3000",
    DATABASE_URL: "postgres://127.0.0.1/x",
    SESSION_SECRET: "0123456789abcdef0123456789abcdef",
    SMTP_URL,
  });

test("the doctor asks the mail server, and says when there is none", async () => {
  expect(await checkMail(withMail(mailbox.url()))).toMatchObject({ code: "mail", ok: true });
  expect(await checkMail(withMail(""))).toMatchObject({ ok: true, text: expect.stringContaining("off") });
  const nobody = await checkMail(withMail(`smtp://127.0.0.1:${await freePort()}`));
  expect(nobody).toMatchObject({ ok: false, text: expect.stringContaining("Check SMTP_URL") });
});

test("an address that is none, or a sender with a line break, stops the start", () => {
  expect(() => withMail("mail.example.com")).toThrow(/SMTP_URL: must be an smtp/);
  const base = { ...process.env, SMTP_URL: "", MAIL_FROM: "School\nBcc: <a@example.com>" };
  expect(() => readEnv(base)).toThrow(/MAIL_FROM/);
});

test("a queue that nobody works is found by its age", async () => {
  expect(await checkJobs(db)).toMatchObject({ code: "jobs", ok: true });
  await sql`select graphile_worker.add_job('mail.sweep', run_at := now() - interval '5 minutes')`.execute(db);
  expect(await checkJobs(db)).toMatchObject({ ok: false, text: expect.stringContaining("waits for 30") });
});
