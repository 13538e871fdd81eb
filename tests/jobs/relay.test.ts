import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  type Consumer,
  consumeEvents,
  registerConsumer,
} from "#app/features/outbox/consume-events.server.ts";
import { jobRelay } from "#app/jobs/relay.server.ts";
import { useDatabase } from "#tests/support/database.ts";
import { jobsIn, relayAll } from "#tests/support/jobs.ts";
import { addEvent, writeAtRandom } from "#tests/support/outbox.ts";

const { db, pool, url } = useDatabase();
const running: Array<{ stop: AbortController; done: Promise<void> }> = [];

beforeEach(async () => {
  await sql`delete from graphile_worker._private_jobs`.execute(db);
  await sql`delete from outbox_consumers`.execute(db);
  await registerConsumer(db, "jobs");
});
afterEach(async () => {
  for (const { stop } of running) stop.abort();
  await Promise.all(running.splice(0).map(({ done }) => done));
});

/** One worker's relay, with hooks around what it does. */
function startRelay(more: Partial<Consumer> = {}) {
  const stop = new AbortController();
  const consumer = { ...jobRelay, pollMs: 20, onHint: () => () => undefined, ...more };
  const done = consumeEvents(db, consumer, stop.signal);
  running.push({ stop, done });
  return { stop, done };
}

/** The payments whose receipts are asked for; those of one batch share a job. */
const payments = async () => (await jobsIn(db)).flatMap((job) => job.args.paymentIds as string[]);
async function caughtUp(count: number) {
  const jobs = async () => {
    const { rows } = await sql<{ count: number }>`
      select coalesce(sum(json_array_length(payload -> 'paymentIds')), 0)::int as count
      from graphile_worker._private_jobs`.execute(db);
    return rows[0]!.count;
  };
  await vi.waitFor(async () => expect(await jobs()).toBe(count), { timeout: 60_000, interval: 100 });
}

test("each committed event of many writers is read in cursor order and becomes one job, with two relays running", {
  timeout: 90_000,
}, async () => {
  const read: string[] = [];
  const handle: Consumer["handle"] = async (trx, events) => {
    await jobRelay.handle(trx, events);
    read.push(...events.map((event) => event.subject.id));
  };
  startRelay({ handle });
  startRelay({ handle });
  const ids = await writeAtRandom(url, { writers: 12, commits: 800 });
  await caughtUp(ids.length);
  const { rows } = await sql<{
    id: string;
  }>`select subject_id as id from outbox_events order by xid, seq`.execute(db);
  expect(read).toEqual(rows.map((row) => row.id));
  expect((await payments()).sort()).toEqual(ids.sort());
});

test("10,000 events are relayed, none twice", { timeout: 90_000 }, async () => {
  await sql`
    insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, data)
    select 'payments', 'payment.succeeded', 'payment', 'pay_' || n, 1, '{}' from generate_series(1, 10000) n`.execute(
    db,
  );
  startRelay();
  startRelay();
  await caughtUp(10_000);
  expect(new Set(await payments()).size).toBe(10_000);
});

test("what committed late is relayed late, before what began after it", async () => {
  startRelay();
  const first = new pg.Client({ connectionString: url });
  await first.connect();
  await first.query("begin");
  await addEvent(first, { id: "began first" });
  await addEvent(pool, { id: "committed first" });
  await delay(200);
  expect(await payments()).toEqual([]);
  await first.query("commit");
  await caughtUp(2);
  expect(await payments()).toEqual(["began first", "committed first"]);
  await first.end();
});

test("what rolls back has no follow-up", async () => {
  const client = await pool.connect();
  await client.query("begin");
  await addEvent(client, { id: "never" });
  await client.query("rollback");
  client.release();
  await addEvent(pool, { id: "kept" });
  await relayAll(db);
  expect(await payments()).toEqual(["kept"]);
});

test("killed after adding the jobs and before the cursor has moved for good, it adds none twice", async () => {
  for (let n = 0; n < 50; n++) await addEvent(pool, { id: `evt_${n}` });
  let crashes = 3;
  startRelay({
    batch: 10,
    handle: async (trx, events) => {
      await jobRelay.handle(trx, events);
      if (crashes-- > 0) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx);
    },
  });
  await caughtUp(50);
  expect(new Set(await payments()).size).toBe(50);
});

test("one relays; when its connection is cut the other takes over, and nothing is doubled", async () => {
  startRelay();
  startRelay();
  await vi.waitFor(async () => expect(await leaders()).toHaveLength(1));
  const [before] = await leaders();
  await addEvent(pool, { id: "one" });
  await caughtUp(1);
  await sql`select pg_terminate_backend(${before})`.execute(db);
  await addEvent(pool, { id: "two" });
  await caughtUp(2);
  await vi.waitFor(async () => expect(await leaders()).toHaveLength(1));
  expect(await leaders()).not.toEqual([before]);
  expect(await payments()).toEqual(["one", "two"]);
});

test("a relay that only believes it leads does nothing: another has moved the cursor", async () => {
  startRelay();
  await addEvent(pool, { id: "one" });
  await caughtUp(1);
  const other = await pool.connect();
  await other.query("begin");
  await other.query("select from outbox_consumers where name = 'jobs' for update");
  await addEvent(pool, { id: "two" });
  await delay(200);
  await other.query(
    "update outbox_consumers set (xid, seq) = (select xid, seq from outbox_events order by xid desc, seq desc limit 1)",
  );
  await other.query("commit");
  other.release();
  await addEvent(pool, { id: "three" });
  await caughtUp(2);
  expect(await payments()).toEqual(["one", "three"]);
});

test("in a restored copy, which counts its transactions anew, no unread event is lost and none of long ago is repeated", async () => {
  await addEvent(pool, { id: "long ago" });
  await relayAll(db);
  await sql`delete from graphile_worker._private_jobs`.execute(db);
  await sql`update outbox_events set at = now() - interval '1 hour'`.execute(db);
  // The copy's own transactions have lower numbers than the cursor it was restored with.
  await sql`update outbox_consumers set epoch = 'another', xid = '999999999', seq = 7`.execute(db);
  await addEvent(pool, { id: "since" });
  startRelay();
  await caughtUp(1);
  expect(await payments()).toEqual(["since"]);
});

test("events that ask for the same thing within one batch become one job", async () => {
  await sql`
    insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, data)
    select 'notifications', 'mail.requested', 'mail', 'mal_1', n, '{"kind":"receipt"}' from generate_series(1, 3) n`.execute(
    db,
  );
  await addEvent(pool, { id: "next" });
  await relayAll(db);
  expect((await jobsIn(db)).map((job) => job.key?.split(":")[0])).toEqual(["mail.send", "receipts.request"]);
});

test("receipts of payments that succeed together are asked for by one job", async () => {
  for (const id of ["one", "two", "three"]) await addEvent(pool, { id });
  await relayAll(db);
  expect((await jobsIn(db)).map((job) => job.args)).toEqual([{ paymentIds: ["one", "two", "three"] }]);
});

test("an event nobody can read is passed by and holds nothing up", async () => {
  await sql`
    insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, data)
    values ('enrollments', 'waitlist.offered', 'offer', 'off_1', 1, '"no object"')`.execute(db);
  await addEvent(pool, { id: "next" });
  await relayAll(db);
  expect(await payments()).toEqual(["next"]);
});

async function leaders(): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_locks where locktype = 'advisory' and classid = 7301003 and granted
      and database = (select oid from pg_database where datname = current_database())`.execute(db);
  return rows.map((row) => row.pid);
}
