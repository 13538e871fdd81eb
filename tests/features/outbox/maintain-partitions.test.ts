import { beforeEach, expect, test } from "vitest";
import { currentEpoch } from "#app/features/outbox/epoch.server.ts";
import { maintainPartitions } from "#app/features/outbox/maintain-partitions.server.ts";
import { useDatabase } from "#tests/support/database.ts";
import { addEvent } from "#tests/support/outbox.ts";

const { db, pool } = useDatabase();
const now = new Date();
const day = (offset: number) => new Date(now.getTime() + offset * 86_400_000);
const nameOf = (offset: number) =>
  `outbox_events_${day(offset).toISOString().slice(0, 10).replaceAll("-", "")}`;

beforeEach(async () => {
  for (const { name } of await partitions())
    if (name !== "outbox_events_default") await pool.query(`drop table ${name}`);
  await pool.query("truncate outbox_events");
});

async function partitions(): Promise<Array<{ name: string }>> {
  const { rows } = await pool.query(
    "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'outbox_events'::regclass order by 1",
  );
  return rows;
}

async function eventsIn(table: string): Promise<string[]> {
  const { rows } = await pool.query(`select subject_id from ${table} order by seq`);
  return rows.map((row) => row.subject_id);
}

test("today and the next two days get a partition, once, and events go there", async () => {
  const first = await maintainPartitions(db, { now });
  expect(first).toEqual({ created: [nameOf(0), nameOf(1), nameOf(2)], dropped: [], pruned: 0 });
  expect((await maintainPartitions(db, { now })).created).toEqual([]);
  await addEvent(pool, { id: "today" });
  expect(await eventsIn(nameOf(0))).toEqual(["today"]);
});

test("two workers at once make each partition once", async () => {
  const runs = await Promise.all([1, 2, 3].map(() => maintainPartitions(db, { now })));
  expect(runs.flatMap((run) => run.created).sort()).toEqual([nameOf(0), nameOf(1), nameOf(2)]);
});

test("events that were there before their day's partition stay where they are, and are read", async () => {
  await addEvent(pool, { id: "early" });
  expect((await maintainPartitions(db, { now })).created).toEqual([nameOf(1), nameOf(2)]);
  expect(await eventsIn("outbox_events_default")).toEqual(["early"]);
  await addEvent(pool, { id: "late" });
  expect(await eventsIn("outbox_events")).toEqual(["early", "late"]);
});

test("days that are past keeping go, from partitions and from the default alike, and the epoch remembers how far", async () => {
  const epoch = await currentEpoch(db);
  await addEvent(pool, { id: "old, in default" });
  await pool.query("update outbox_events set at = now() - interval '12 days'");
  await maintainPartitions(db, { now: day(-10) });
  await pool.query(
    `insert into outbox_events (topic, kind, subject_type, subject_id, subject_version, data, at)
     values ('payments', 'payment.succeeded', 'payment', 'old, in its partition', 1, '{}', $1)`,
    [day(-9)],
  );
  await addEvent(pool, { id: "young" });
  const newestOld = await pool.query("select max(xid)::text as xid from outbox_events where at < $1", [
    day(-7),
  ]);

  const changes = await maintainPartitions(db, { now, keepDays: 7 });
  expect(changes.dropped.sort()).toEqual([nameOf(-10), nameOf(-9), nameOf(-8)]);
  expect(changes.pruned).toBe(1);
  expect(await eventsIn("outbox_events")).toEqual(["young"]);
  const { pruned_xid } = await db
    .selectFrom("outbox_epoch")
    .select("pruned_xid")
    .where("epoch", "=", epoch)
    .executeTakeFirstOrThrow();
  expect(pruned_xid).toBe(newestOld.rows[0].xid);
});
