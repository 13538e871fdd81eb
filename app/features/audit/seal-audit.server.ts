import { setTimeout as sleep } from "node:timers/promises";
import { type RawBuilder, sql } from "kysely";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";

/** Entries of one seal at most: some milliseconds of the database's time, which the deliveries of a rush wait for. */
const mostEntries = 250;
/** Between two seals, milliseconds: the rush goes first. */
const restMs = 50;
/** Seals younger than this are searched below once more, seconds: a clock may be set, a process may stand still. */
const settleSeconds = 120;

export interface Seal {
  number: number;
  entries: number;
  /** SHA-256 over the hash before and the digests of its entries, in hexadecimal. */
  hash: string;
}

/**
 * Seals what was committed to the audit log since the last seal, in blocks, each chained to the one before; the number of
 * entries sealed. Outside the transactions that write the entries: a chain within them would make each commit wait for
 * the one before. Each seal's hash goes to the process's log, out of reach of whoever can write to the database.
 */
export async function sealAudit(
  db: Db,
  { signal, settled = settleSeconds }: { signal?: AbortSignal; settled?: number } = {},
): Promise<number> {
  let sealed = 0;
  while (!signal?.aborted) {
    const seal = await db.transaction().execute((trx) => sealNext(trx, settled));
    if (!seal) break;
    sealed += seal.entries;
    log.info({ seal: seal.number, entries: seal.entries, hash: seal.hash }, "audit log sealed");
    if (seal.entries < mostEntries) break;
    await sleep(restMs, undefined, { signal }).catch(() => undefined);
  }
  return sealed;
}

/** The next seal; null when there is nothing to seal, or another process is at it. */
async function sealNext(trx: Trx, settled: number): Promise<Seal | null> {
  const sealer = await trx
    .selectFrom("audit_sealer")
    .select("floor_id")
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!sealer) return null;
  // Asked before the entries are read: what commits in between is read, and what commits later was counted here.
  const { rows: writers } = await sql<{ since: string }>`
    select least(now() - make_interval(secs => ${settled}), (select min(xact_start) from pg_stat_activity
      where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()))::text as since`.execute(
    trx,
  );
  const { rows } = await sql<Seal>`
    with head as (select number, hash, through_id from audit_seals order by number desc limit 1),
    known as (select range_agg(ids) as ids from audit_seals where through_id > ${sealer.floor_id}),
    entries as materialized (
      select a.id, a.digest from ${gaps(sql`int8range(${sealer.floor_id}, null, '()')`, sql`(select ids from known)`)}
      cross join lateral (
        select l.id, audit_digest(l) as digest from audit_log l where ${within} order by l.id limit ${mostEntries}) a
      order by a.id limit ${mostEntries}),
    sealed as (
      insert into audit_seals (number, ids, entries, through_id, digests, hash, sealed_at)
      select coalesce((select number from head), 0) + 1, range_agg(int8range(id, id, '[]')), count(*),
        greatest((select through_id from head), max(id)), string_agg(digest, ''::bytea order by id),
        sha256(coalesce((select hash from head), ''::bytea) || string_agg(digest, ''::bytea order by id)), clock_timestamp()
      from entries having count(*) > 0
      returning number, entries, hash)
    select number, entries, encode(hash, 'hex') as hash from sealed`.execute(trx);
  await raiseFloor(trx, sealer.floor_id, writers[0]!.since);
  return rows[0] ?? null;
}

/** Where in this range no sealed entry is, as rows `gap`: few, so that what is sealed is not read again. */
export const gaps = (range: RawBuilder<unknown>, sealed: RawBuilder<unknown>) =>
  sql`unnest(int8multirange(${range}) - coalesce(${sealed}, '{}'::int8multirange)) gap`;

/** That an entry `l` is in such a `gap`. */
export const within = sql`l.id >= coalesce(lower(gap), -9223372036854775808) and l.id < coalesce(upper(gap), 9223372036854775807)`;

/**
 * For the next search: entries are searched above the seals made before the oldest transaction began that was writing
 * when this one read. What was not committed then belongs to that one or a later one, and took its number after them.
 */
async function raiseFloor(trx: Trx, floor: number, since: string): Promise<void> {
  await sql`
    update audit_sealer set floor_id = s.through_id
    from (select through_id from audit_seals where through_id > ${floor} and sealed_at < ${since}::timestamptz
      order by through_id desc limit 1) s`.execute(trx);
}
