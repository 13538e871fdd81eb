import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "#scripts/postgres/free-port.ts";
import { ManagedProcess } from "#scripts/stage/managed-process.ts";
import { buildIfStale } from "#scripts/start/build.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { signedIn } from "#tests/support/sign-in.ts";

/** Two built web processes behind one address, as they are deployed, on one database. */

const { db, pool, url } = useDatabase();
const build = builders(db);
/** The second process asks the database as somebody of its own, who can be made deaf. */
const deaf = `bursar_deaf_${randomBytes(6).toString("hex")}`;
const processes: Array<{ origin: string; process: ManagedProcess }> = [];

beforeAll(async () => {
  await buildIfStale(resolve(import.meta.dirname, "../.."), { say: () => undefined });
  await pool.query(`
    create role ${deaf} login password '${deaf}';
    grant usage on schema public to ${deaf};
    grant select, insert, update, delete on all tables in schema public to ${deaf};
    grant usage on all sequences in schema public to ${deaf}`);
  const asDeaf = new URL(url);
  asDeaf.username = asDeaf.password = deaf;
  for (const [name, databaseUrl] of Object.entries({ a: url, b: asDeaf.href })) {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const env: NodeJS.ProcessEnv = {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      HOST: "127.0.0.1",
      PORT: String(port),
      APP_URL: "http://127.0.0.1:3000",
      DATABASE_URL: databaseUrl,
      SESSION_SECRET: process.env.SESSION_SECRET,
      LOG_LEVEL: "warn",
      BURSAR_PROCESS: `web-${name}`,
    };
    const answers = () =>
      fetch(`${origin}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      );
    const web = new ManagedProcess("web", env, answers);
    await web.start();
    processes.push({ origin, process: web });
  }
}, 300_000);
afterAll(async () => {
  await Promise.all(processes.map(({ process: web }) => web.stop()));
  await pool.query(`drop owned by ${deaf}; drop role ${deaf}`);
}, 30_000);

test("a decision made on one process is read back on the other at once, before either has heard of it", async () => {
  // Kept answers live for a minute of the clock, and nobody is deaf for long unnoticed: then a try proves nothing.
  for (let tries = 0; tries < 4; tries++) if (await decideAndRead()) return;
  throw new Error("no process ever answered somebody else from what it keeps: nothing is proved");
}, 120_000);

test("a page whose rows nobody hands over within seconds says so instead of waiting on", async () => {
  const { origin } = processes[0]!;
  const trx = await pool.connect();
  try {
    await trx.query("begin");
    await trx.query("lock table courses in access exclusive mode");
    const answer = await fetch(`${origin}/courses`);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  } finally {
    await trx.query("rollback");
    trx.release();
  }
  expect((await fetch(`${origin}/courses`)).status).toBe(200);
}, 20_000);

/** True if the other process was seen not to have heard of the decision. */
async function decideAndRead(): Promise<boolean> {
  const [a, b] = processes.map(({ origin }) => origin) as [string, string];
  const { id: courseId } = await build.course({ approval: "after_payment", capacity: 9 });
  const student = await build.user({ name: "Lindiwe O'Connor" });
  const { enrollment } = await build.paid({ courseId, studentId: student.id });
  const decider = await signedIn(db, "registrar", "Salma");
  const other = await signedIn(db, "registrar", "Omar");
  const list = `/admin/enrollments.data?status=all&course=${courseId}&_routes=routes/admin.enrollments._index`;
  const read = async (origin: string, cookie: string, etag = "") => {
    const answer = await fetch(origin + list, { headers: { cookie, "if-none-match": etag } });
    const active = (await answer.text()).includes('"active"');
    return { status: answer.status, etag: answer.headers.get("etag") ?? "", active };
  };
  const kept = (cookie: string) =>
    vi.waitFor(async () => {
      const { etag, active } = await read(b, cookie);
      expect([etag !== "", active]).toEqual([true, false]);
      return etag;
    }, 10_000);
  const [own, others] = [await kept(decider.cookie), await kept(other.cookie)];

  await pool.query(`revoke select on outbox_events from ${deaf}`);
  const answer = await fetch(`${a}/admin/enrollments/${enrollment!.id}/decision.data`, {
    method: "POST",
    headers: { cookie: decider.cookie },
    body: new URLSearchParams({ decision: "approve", version: "1", answer: "json" }),
  });
  expect([answer.status, (await answer.text()).includes("decided")]).toEqual([200, true]);
  const cookies = [decider.cookie, ...answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0])];
  const unheard = (await read(b, other.cookie, others)).status === 304;
  for (const origin of [b, a])
    expect(await read(origin, cookies.join("; "), own)).toMatchObject({ status: 200, active: true });
  await pool.query(`grant select on outbox_events to ${deaf}`);
  await vi.waitFor(async () => {
    const { etag, active } = await read(b, other.cookie, others);
    expect([etag !== "", active]).toEqual([true, true]);
  }, 10_000);
  return unheard;
}
