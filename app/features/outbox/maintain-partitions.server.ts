import { sql } from "kysely";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";

/** Serializes the making of partitions between workers. */
const partitionLock = 7_301_002;
const daysAhead = 2;
const dayMs = 86_400_000;
const dayName = /^outbox_events_(\d{4})(\d{2})(\d{2})$/;

export interface PartitionChanges {
  created: string[];
  dropped: string[];
  /** Old rows deleted from the default partition, which holds what no day's partition was there for. */
  pruned: number;
}

/**
 * Keeps a partition of the outbox ready for each of the next days (UTC) and drops the days older than `keepDays`.
 * A day whose events already lie in the default partition leaves them there. Safe to run at once and at any time;
 * waits a second at most for its locks, since writers wait behind it, and throws when it does not get them.
 */
export async function maintainPartitions(
  db: Db,
  { now = new Date(), keepDays = 7 }: { now?: Date; keepDays?: number } = {},
): Promise<PartitionChanges> {
  const today = Math.floor(now.getTime() / dayMs);
  const changes: PartitionChanges = { created: [], dropped: [], pruned: 0 };
  const existing = await partitionsByDay(db);
  for (let day = today; day <= today + daysAhead; day++)
    if (!existing.has(day) && (await locked(db, (trx) => createPartition(trx, day))))
      changes.created.push(nameOf(day));
  for (const [day, name] of existing)
    if (day < today - keepDays && (await locked(db, (trx) => dropPartition(trx, name))))
      changes.dropped.push(name);
  changes.pruned = await locked(db, (trx) => pruneDefault(trx, startOf(today - keepDays)));
  if (changes.created.length + changes.dropped.length > 0) log.info(changes, "outbox partitions maintained");
  return changes;
}

function locked<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`set local lock_timeout = '1s'`.execute(trx);
    await sql`select pg_advisory_xact_lock(${partitionLock})`.execute(trx);
    return work(trx);
  });
}

/** Created beside the table and then attached: that lets writers of other days go on meanwhile. */
async function createPartition(trx: Trx, day: number): Promise<boolean> {
  if (await exists(trx, nameOf(day))) return false;
  const [from, to] = [sql.lit(startOf(day)), sql.lit(startOf(day + 1))];
  const taken =
    await sql`select from outbox_events_default where at >= ${from} and at < ${to} limit 1`.execute(trx);
  if (taken.rows.length > 0) return false;
  const name = sql.table(nameOf(day));
  await sql`create table ${name} (like outbox_events including defaults including constraints)`.execute(trx);
  await sql`alter table outbox_events attach partition ${name} for values from (${from}) to (${to})`.execute(
    trx,
  );
  return true;
}

async function dropPartition(trx: Trx, name: string): Promise<boolean> {
  if (!(await exists(trx, name))) return false;
  await rememberPruned(trx, sql`select max(xid) from ${sql.table(name)}`);
  await sql`drop table ${sql.table(name)}`.execute(trx);
  return true;
}

async function pruneDefault(trx: Trx, before: string): Promise<number> {
  const old = sql`from outbox_events_default where at < ${before}::timestamptz`;
  await rememberPruned(trx, sql`select max(xid) ${old}`);
  const { numAffectedRows } = await sql`delete ${old}`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** `newest` selects the last transaction id that goes. */
async function rememberPruned(trx: Trx, newest: ReturnType<typeof sql>) {
  await sql`
    update outbox_epoch set pruned_xid = greatest(pruned_xid, coalesce((${newest}), '0'))
    where pruned_xid < (${newest})`.execute(trx);
}

async function partitionsByDay(db: Db): Promise<Map<number, string>> {
  const { rows } = await sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'outbox_events'::regclass`.execute(
    db,
  );
  const days = rows.flatMap(({ name }): Array<[number, string]> => {
    const match = dayName.exec(name);
    return match ? [[Date.UTC(+match[1]!, +match[2]! - 1, +match[3]!) / dayMs, name]] : [];
  });
  return new Map(days);
}

async function exists(trx: Trx, name: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${name}) is not null as there`.execute(
    trx,
  );
  return rows[0]!.there;
}

function startOf(day: number): string {
  return new Date(day * dayMs).toISOString();
}

function nameOf(day: number): string {
  return `outbox_events_${startOf(day).slice(0, 10).replaceAll("-", "")}`;
}
