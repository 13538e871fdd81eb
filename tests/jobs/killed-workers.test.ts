import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, expect, test, vi } from "vitest";
import { registerConsumer } from "#app/features/outbox/consume-events.server.ts";
import { useDatabase } from "#tests/support/database.ts";
import { mailSchool } from "#tests/support/mail-school.ts";
import { useMailbox } from "#tests/support/mailbox.ts";

const { db, url } = useDatabase();
const mailbox = useMailbox();
const school = mailSchool(db);
const workers: ChildProcess[] = [];
const wanted = 60;

afterAll(async () => {
  for (const worker of workers) await end(worker, "SIGTERM");
});

/** A worker process as it is deployed, but for the build. */
function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, ["scripts/worker.ts"], {
    env: {
      ...process.env,
      DATABASE_URL: url,
      SMTP_URL: mailbox.url(),
      APP_URL: "http://127.0.0.1:3000",
      SESSION_SECRET: "a-secret-of-the-killed-workers-0123456789",
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  workers.push(worker);
  return worker;
}

async function end(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const gone = once(worker, "exit");
  worker.kill(signal);
  await gone;
}

const arrived = async () => (await mailbox.mails()).map((mail) => mail.messageId);
const mails = () => db.selectFrom("mails").select(["id", "state", "message_id"]).execute();

/** As if minutes had gone by: the dead workers' beats are old, and so are their claims and locks. */
async function letTimePass(): Promise<void> {
  await sql`update worker_heartbeats set beat_at = now() - interval '2 minutes'
    where job_pool is not null and worker_id not like ${`%:${workers.at(-1)!.pid}`}`.execute(db);
  await sql`update graphile_worker._private_jobs j set locked_at = now() - interval '2 minutes'
    where locked_by in (select job_pool from worker_heartbeats where beat_at < now() - interval '1 minute')`.execute(
    db,
  );
  await sql`update mails set claim_until = now() - interval '1 second' where state = 'sending' and claim_until > now()`.execute(
    db,
  );
  await sql`update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()`.execute(
    db,
  );
}

test("three workers, two of them killed while they send: every mail arrives once, or is owned to be in doubt", {
  timeout: 180_000,
}, async () => {
  await registerConsumer(db, "jobs");
  const payment = await school.paid();
  const killed = [startWorker(), startWorker()];
  const ids: string[] = [];
  // The receipt that follows from the payment by itself is one of them.
  for (let n = 1; n < wanted; n++) ids.push(await school.receiptFor(payment));
  await vi.waitFor(async () => expect((await arrived()).length).toBeGreaterThan(5), {
    timeout: 60_000,
    interval: 20,
  });
  await Promise.all(killed.map((worker) => end(worker, "SIGKILL")));
  const before = (await arrived()).length;
  expect(before).toBeLessThan(wanted);
  startWorker();
  const settled = async () => {
    const rows = await mails();
    expect(rows).toHaveLength(wanted);
    expect(rows.filter((row) => !["sent", "unknown"].includes(row.state))).toEqual([]);
  };
  for (let tries = 0; tries < 30; tries++) {
    await delay(2_000);
    await letTimePass();
    if (
      await settled().then(
        () => true,
        () => false,
      )
    )
      break;
  }
  await settled();
  const received = await arrived();
  expect(new Set(received).size).toBe(received.length);
  const rows = await mails();
  for (const row of rows.filter(({ state }) => state === "sent")) expect(received).toContain(row.message_id);
  // In doubt are at most those two dead workers had in their hands.
  expect(rows.filter(({ state }) => state === "unknown").length).toBeLessThanOrEqual(8);
});
