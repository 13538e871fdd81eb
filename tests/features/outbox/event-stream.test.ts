import { randomInt } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { eventAudience } from "#app/auth/event-audience.server.ts";
import { type Cursor, formatCursor, parseCursor } from "#app/features/outbox/cursor.ts";
import { EventHub } from "#app/features/outbox/event-hub.server.ts";
import { eventStream, type StreamOptions } from "#app/features/outbox/event-stream.server.ts";
import type { OutboxEvent } from "#app/features/outbox/read-events.server.ts";
import { topics } from "#db/schema.ts";
import { useDatabase } from "#tests/support/database.ts";
import { messagesOf, readEventIds, subjectIds } from "#tests/support/event-reader.ts";
import { addEvent, startTail, writeAtRandom } from "#tests/support/outbox.ts";

const { db, pool, url } = useDatabase();
const hubs: EventHub[] = [];

afterEach(async () => {
  for (const hub of hubs.splice(0)) {
    hub.close();
    await hub.tail.stop();
  }
});

async function openHub(
  options: Parameters<typeof startTail>[1] = {},
  pace?: { mostLateMs: number; lookMs: number },
) {
  const hub = new EventHub(await startTail(db, options), pace);
  hubs.push(hub);
  const heard: OutboxEvent[] = [];
  hub.tail.subscribe(
    (events) => heard.push(...events),
    () => undefined,
  );
  const open = (more: Partial<StreamOptions> = {}) =>
    eventStream({
      db,
      hub,
      audience: eventAudience({ id: "usr_owner", role: "owner" }, topics),
      after: null,
      signal: new AbortController().signal,
      stillAllowed: async () => true,
      ...more,
    });
  return { hub, heard, open };
}

/** A stream that is live: its first id was sent. */
async function followed(stream: ReadableStream<Uint8Array>) {
  const messages = messagesOf(stream);
  let first = await messages.next();
  while (!first.done && !first.value.id) first = await messages.next();
  return { messages, cursor: first.value!.id! };
}

async function nextBatch(messages: AsyncGenerator<{ event?: string; data?: string }>) {
  for await (const message of { [Symbol.asyncIterator]: () => messages })
    if (message.event === "batch") return subjectIds(message);
  throw new Error("the stream ended");
}

test("a reader that drops at random and resumes by id misses nothing and gets nothing twice", async () => {
  // So little is kept in memory that resuming goes to the database too.
  const { open, hub } = await openHub({ keep: 40 });
  const start = hub.tail.position!;
  const writing = writeAtRandom(url, { writers: 6, commits: 300 });
  const received: string[] = [];
  let after: Cursor = start;
  const readOn = async (left = 59) => {
    // No more than there are: whoever waits for one more waits for ever.
    const { ids, lastId } = await readEventIds(open({ after }), randomInt(1, Math.min(59, left) + 1));
    received.push(...ids);
    after = parseCursor(lastId)!;
  };
  for (let drops = 0; drops < 5; drops++) await readOn();
  const committed = await writing;
  while (received.length < committed.length) await readOn(committed.length - received.length);
  expect(received.toSorted()).toEqual(committed.toSorted());
});

test("a reader behind memory by more than one message gets all of it in order", async () => {
  const { open, hub, heard } = await openHub({ keep: 10 });
  const after = hub.tail.position!;
  const ids = Array.from({ length: 1_203 }, (_, i) => `pay_${i}`);
  await pool.query(
    `insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, data)
     select 'payments', 'payment.succeeded', 'payment', id, 1, '{}' from unnest($1::text[]) as id`,
    [ids],
  );
  await vi.waitFor(() => expect(heard.length).toBe(ids.length), 10_000);
  expect((await readEventIds(open({ after }), ids.length)).ids).toEqual(ids);
});

/** Late, for a tail that looks every 15 ms. */
const soon = { mostLateMs: 200, lookMs: 20 };

test("readers hear within a moment that the database is away, whoever comes meanwhile too, and when it is back", async () => {
  let away = false;
  const database = () => {
    if (away) throw new Error("no database");
    return db;
  };
  const { open } = await openHub({ db: database }, soon);
  const { messages } = await followed(open());
  away = true;
  const { value: behind } = await messages.next();
  expect(behind).toEqual({ event: "behind", data: expect.stringMatching(/^\{"lateMs":\d+\}$/) });
  expect(JSON.parse(behind!.data!).lateMs).toBeGreaterThanOrEqual(soon.mostLateMs);
  const other = messagesOf(open());
  expect((await other.next()).value).toMatchObject({ event: "behind" });
  away = false;
  // Without an id: the reader's place in the outbox stays its own.
  expect((await messages.next()).value).toEqual({ event: "current", data: "{}" });
  await addEvent(pool, { id: "pay_after" });
  expect(await nextBatch(messages)).toEqual(["pay_after"]);
  await messages.return(undefined);
  await other.return(undefined);
});

test("readers hear that a transaction holds back what others committed", async () => {
  const { open } = await openHub({}, soon);
  const { messages } = await followed(open());
  const holder = await pool.connect();
  await holder.query("begin");
  await addEvent(holder, { id: "pay_late" });
  await addEvent(pool, { id: "pay_held_back" });
  expect((await messages.next()).value).toMatchObject({ event: "behind" });
  await holder.query("commit");
  holder.release();
  const next = [(await messages.next()).value, (await messages.next()).value];
  expect(next.map((message) => message!.event).sort()).toEqual(["batch", "current"]);
  expect(next.flatMap((message) => (message!.event === "batch" ? subjectIds(message!) : []))).toEqual([
    "pay_late",
    "pay_held_back",
  ]);
  await messages.return(undefined);
});

test("a message says what its events are, oldest first, under the cursor of the last", async () => {
  const { open } = await openHub();
  const { messages } = await followed(open());
  const client = await pool.connect();
  await client.query("begin");
  await addEvent(client, { id: "pay_1", audience: ["usr_secret"] });
  await addEvent(client, { id: "pay_2" });
  await client.query("commit");
  client.release();
  const { value } = await messages.next();
  const events = JSON.parse(value!.data!);
  expect(events[0]).toEqual({
    cursor: expect.stringMatching(/^[0-9a-z]+-\d+-\d+$/),
    topic: "payments",
    kind: "payment.succeeded",
    subject: { type: "payment", id: "pay_1", version: 1 },
    data: { id: "pay_1" },
    at: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(value).toMatchObject({ event: "batch", id: events[1].cursor });
  expect(value!.data).not.toContain("usr_secret");
  await messages.return(undefined);
});

test("students hear only what names them, staff only the topics of their role", async () => {
  const { open } = await openHub();
  const listen = async (id: string, role: "student" | "auditor" | "owner", wanted = topics.slice()) =>
    (await followed(open({ audience: eventAudience({ id, role }, wanted) }))).messages;
  const mona = await listen("usr_mona", "student");
  const omar = await listen("usr_omar", "student");
  const owner = await listen("usr_owner", "owner");
  const onlyUsers = await listen("usr_owner", "owner", ["users"]);
  const client = await pool.connect();
  await client.query("begin");
  await addEvent(client, { id: "monas", audience: ["usr_mona"] });
  await addEvent(client, { id: "both", audience: ["usr_mona", "usr_omar"] });
  await addEvent(client, { id: "nobodys" });
  await addEvent(client, { id: "a user", topic: "users" });
  await client.query("commit");
  client.release();
  expect(await nextBatch(mona)).toEqual(["monas", "both"]);
  expect(await nextBatch(omar)).toEqual(["both"]);
  expect(await nextBatch(owner)).toEqual(["monas", "both", "nobodys", "a user"]);
  expect(await nextBatch(onlyUsers)).toEqual(["a user"]);
  for (const messages of [mona, omar, owner, onlyUsers]) await messages.return(undefined);
});

test("a role without a topic's permission hears nothing of it, nor does another student's stream key match", () => {
  const event = { topic: "payments", audience: ["usr_a"] } as OutboxEvent;
  expect(eventAudience({ id: "usr_a", role: "student" }, ["enrollments"]).sees(event)).toBe(false);
  expect(eventAudience({ id: "usr_b", role: "student" }, topics).sees(event)).toBe(false);
  const keyOf = (id: string) => eventAudience({ id, role: "student" }, topics).key;
  expect(keyOf("usr_a")).not.toBe(keyOf("usr_b"));
});

test.each([
  ["another database's cursor", () => parseCursor("elsewhere0-1-1")!],
  ["something that is no cursor", () => "unreadable" as const],
  ["a cursor from a future that never was", (now: Cursor) => ({ ...now, xid: now.xid + 1_000_000n })],
])("%s is answered with reset, and the stream goes on from now", async (_, afterOf) => {
  const { open, hub } = await openHub();
  const { messages } = await followed(open({ after: afterOf(hub.tail.position!) }));
  await messages.return(undefined);
  const again = messagesOf(open({ after: afterOf(hub.tail.position!) }));
  let message = (await again.next()).value!;
  while (!message.event) message = (await again.next()).value!;
  expect(message).toMatchObject({ event: "reset", id: expect.stringContaining(hub.tail.position!.epoch) });
  await addEvent(pool, { id: "after the reset" });
  expect(await nextBatch(again)).toEqual(["after the reset"]);
  await again.return(undefined);
});

test("a cursor from before the outbox was pruned is answered with reset", async () => {
  const { open, hub, heard } = await openHub({ keep: 1 });
  const after = hub.tail.position!;
  await addEvent(pool, { id: "pruned" });
  await addEvent(pool, { id: "kept" });
  await vi.waitFor(() => expect(heard).toHaveLength(2), 10_000);
  await pool.query("delete from outbox_events where subject_id = 'pruned'");
  await pool.query("update outbox_epoch set pruned_xid = $1::text::xid8", [String(heard[0]!.xid)]);
  await expect(readEventIds(open({ after }), 1)).rejects.toThrow("the stream was reset");
});

test("a viewer who may no longer listen is told to load anew, and cut off", async () => {
  const { open, hub } = await openHub();
  const { messages } = await followed(open({ stillAllowed: async () => false, recheckMs: 1 }));
  expect((await messages.next()).value?.event).toBe("reset");
  expect((await messages.next()).done).toBe(true);
  expect(hub.size).toBe(0);
});

test("a quiet stream is pinged with a cursor that misses nothing, and ends by itself", async () => {
  const { open, hub } = await openHub();
  const { messages, cursor } = await followed(open({ pingMs: 5, lifeMs: 1_000 }));
  const ping = (await messages.next()).value!;
  expect(ping.comment).toBe("ping");
  expect(parseCursor(ping.id)?.epoch).toBe(parseCursor(cursor)?.epoch);
  for await (const message of messages) expect(message.comment).toBe("ping");
  expect([hub.size, hub.groups]).toEqual([0, 0]);
});

test("a reader that does not read is dropped, and resumes where it was", async () => {
  const { open, hub, heard } = await openHub();
  const stream = open({ maxUnread: 2_000 });
  const reader = stream.getReader();
  await reader.read();
  const after = hub.tail.position!;
  await vi.waitFor(() => expect(hub.groups).toBe(1), 10_000);
  let sent = 0;
  while (hub.size > 0) {
    await addEvent(pool, { id: `${sent}`.padEnd(3_000, ".") });
    sent += 1;
    await vi.waitFor(() => expect(heard).toHaveLength(sent), 10_000);
  }
  await expect(reader.closed).rejects.toThrow("too slow");
  expect((await readEventIds(open({ after }), sent)).ids).toHaveLength(sent);
});

test("a hub that closes ends every stream and takes no more", async () => {
  const { open, hub } = await openHub();
  const streams = await Promise.all([followed(open()), followed(open()), followed(open())]);
  expect(hub.size).toBe(3);
  hub.close();
  for (const { messages } of streams) expect((await messages.next()).done).toBe(true);
  expect((await messagesOf(open()).next()).done).toBe(true);
  expect([hub.size, hub.groups]).toEqual([0, 0]);
});

test("cursors survive being written and read", () => {
  const cursor = { epoch: "abc123", xid: 18_446_744_073_709_551_615n, seq: 42 };
  expect(parseCursor(formatCursor(cursor))).toEqual(cursor);
  for (const text of ["", "abc123-1", "abc123--1-2", "a b-1-2", "ABC-1-2", null, undefined])
    expect(parseCursor(text)).toBeNull();
});
