import pg from "pg";
import { afterEach, expect, test, vi } from "vitest";
import { isAfter } from "#app/features/outbox/cursor.ts";
import { currentEpoch } from "#app/features/outbox/epoch.server.ts";
import { type OutboxEvent, readEvents } from "#app/features/outbox/read-events.server.ts";
import type { OutboxTail } from "#app/features/outbox/tail.server.ts";
import { useDatabase } from "#tests/support/database.ts";
import { addEvent, startTail, writeAtRandom } from "#tests/support/outbox.ts";

const { db, pool, url } = useDatabase();
const tails: OutboxTail[] = [];

afterEach(() => Promise.all(tails.splice(0).map((tail) => tail.stop())));

async function following(options: Parameters<typeof startTail>[1] = {}) {
  const tail = await startTail(db, options);
  tails.push(tail);
  const heard: OutboxEvent[] = [];
  const resets = vi.fn();
  tail.subscribe((events) => heard.push(...events), resets);
  return { tail, heard, resets };
}

const ids = (events: OutboxEvent[]) => events.map((event) => event.subject.id);

/** A database that stops answering on demand. */
function breakable() {
  let broken = false;
  const failed = vi.fn();
  return {
    db: () => {
      if (!broken) return db;
      failed();
      throw new Error("connection refused");
    },
    /** Resolves when a read has failed. */
    breakOnce: () => {
      broken = true;
      return vi.waitFor(() => expect(failed).toHaveBeenCalled(), 10_000);
    },
    mend: () => {
      broken = false;
    },
  };
}

async function connected() {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

test("of two transactions that commit in the other order none is lost, and their order is kept", async () => {
  const { tail, heard } = await following();
  const start = tail.position!;
  const [first, second] = [await connected(), await connected()];
  await first.query("begin");
  await addEvent(first, { id: "began first" });
  await second.query("begin");
  await addEvent(second, { id: "committed first" });
  await second.query("commit");

  expect(await readEvents(db, start, 100)).toMatchObject({
    events: [],
    heldBack: true,
    more: false,
    heldBackTopics: new Set(["payments"]),
  });

  await first.query("commit");
  await vi.waitFor(() => expect(ids(heard)).toEqual(["began first", "committed first"]), 10_000);
  await first.end();
  await second.end();
});

test("a transaction that rolls back holds nothing back for good", async () => {
  const { heard } = await following();
  const first = await connected();
  await first.query("begin");
  await addEvent(first, { id: "rolled back" });
  await addEvent(pool, { id: "kept" });
  await first.query("rollback");
  await vi.waitFor(() => expect(ids(heard)).toEqual(["kept"]), 10_000);
  await first.end();
});

test("under many writers held open at random each event is heard once, in cursor order", async () => {
  const { heard } = await following({ batch: 100 });
  const committed = await writeAtRandom(url, { writers: 8, commits: 400 });
  await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(committed.length), 15_000);
  expect(ids(heard).sort()).toEqual(committed.sort());
  expect(heard.every((event, i) => i === 0 || isAfter(event, heard[i - 1]!))).toBe(true);
});

test("memory answers from its oldest event on, and no further back", async () => {
  const { tail, heard } = await following({ keep: 3 });
  const start = tail.position!;
  for (const id of ["a", "b", "c", "d", "e"]) await addEvent(pool, { id });
  await vi.waitFor(() => expect(ids(heard)).toEqual(["a", "b", "c", "d", "e"]), 10_000);
  const after = (event: OutboxEvent) => tail.keptAfter({ ...event, epoch: start.epoch });
  expect(ids(after(heard[1]!) ?? [])).toEqual(["c", "d", "e"]);
  expect(ids(after(heard[3]!) ?? [])).toEqual(["e"]);
  expect(after(heard[4]!)).toEqual([]);
  expect(after(heard[0]!)).toBeNull();
  expect(tail.keptAfter({ ...start, epoch: "another" })).toBeNull();
});

test("a tail that cannot read goes on when it can, without losing what came meanwhile", async () => {
  const connection = breakable();
  const { heard, resets } = await following({ db: connection.db });
  await connection.breakOnce();
  await addEvent(pool, { id: "while away" });
  connection.mend();
  await vi.waitFor(() => expect(ids(heard)).toEqual(["while away"]), 10_000);
  expect(resets).not.toHaveBeenCalled();
});

test("another server behind the same address begins a new epoch, and readers start over", async () => {
  const connection = breakable();
  const { tail, heard, resets } = await following({ db: connection.db });
  const before = tail.position!.epoch;
  expect(await currentEpoch(db)).toBe(before);
  await connection.breakOnce();
  await db.updateTable("outbox_epoch").set({ system_identifier: "the one before" }).execute();
  connection.mend();
  await vi.waitFor(() => expect(resets).toHaveBeenCalledOnce(), 10_000);
  expect(tail.position!.epoch).not.toBe(before);
  await addEvent(pool, { id: "after" });
  await vi.waitFor(() => expect(ids(heard)).toEqual(["after"]), 10_000);
});

test("rows restored from a server with higher transaction ids begin an epoch and are never heard", async () => {
  const before = await currentEpoch(db);
  await pool.query(`insert into outbox_events (xid, topic, kind, subject_type, subject_id, subject_version, data)
    values ('999999999999', 'payments', 'payment.succeeded', 'payment', 'from elsewhere', 1, '{}')`);
  const epochs = await Promise.all([currentEpoch(db), currentEpoch(db), currentEpoch(db)]);
  expect(new Set(epochs).size).toBe(1);
  expect(epochs[0]).not.toBe(before);
  const { rows } = await pool.query("select from outbox_events where subject_id = 'from elsewhere'");
  expect(rows).toEqual([]);
});

test("transaction ids are ordered as numbers", async () => {
  const { tail } = await following();
  await tail.stop();
  const start = { epoch: tail.position!.epoch, xid: 0n, seq: 0 };
  await pool.query("truncate outbox_events");
  for (const xid of ["101", "99", "100"])
    await pool.query(
      `insert into outbox_events (xid, topic, kind, subject_type, subject_id, subject_version, data)
       values ($1::text::xid8, 'payments', 'payment.succeeded', 'payment', $1, 1, '{}')`,
      [xid],
    );
  expect(ids((await readEvents(db, start, 100)).events)).toEqual(["99", "100", "101"]);
});
