import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { type Cursor, formatCursor } from "#app/features/outbox/cursor.ts";
import { currentEpoch } from "#app/features/outbox/epoch.server.ts";
import { type OutboxEvent, readEvents } from "#app/features/outbox/read-events.server.ts";
import { type Db, databaseErrorCode, type Trx } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { onWake } from "#app/lib/wake.server.ts";

/** A reader of the outbox that runs once, however many processes offer to: the relay to the job queue, rollups. */
export interface Consumer {
  /** Names its cursor, for ever. */
  name: string;
  /**
   * Does what follows from these events, in the transaction that moves the cursor past them: both or neither. After a
   * change of epoch it may see events of the last minute again.
   */
  handle(trx: Trx, events: OutboxEvent[]): Promise<void>;
  batch?: number;
  /** Without hints it looks this often, milliseconds. */
  pollMs?: number;
  /** Milliseconds between two steps: each is a commit, and events that come closer share one. */
  spacingMs?: number;
  /** Calls back after each hint; returns how to stop. */
  onHint?: (look: () => void) => () => void;
}

interface Position extends Cursor {
  replaySince: Date | null;
}

/** First half of its advisory lock's key; the second is the consumer's name. */
const consumerLock = 7_301_003;
/** Clocks and long transactions: an event this much older than the last one read may not have been read. */
const replayMarginMs = 60_000;

/** Gives the consumer a cursor at the present moment, if it has none: it does not hear of what was before. */
export async function registerConsumer(db: Db, name: string): Promise<void> {
  const epoch = await currentEpoch(db);
  await sql`
    insert into outbox_consumers (name, epoch, xid, seq)
    values (${name}, ${epoch}, pg_snapshot_xmin(pg_current_snapshot()), 0)
    on conflict (name) do nothing`.execute(db);
}

/**
 * Reads the outbox in cursor order until the signal. Of all processes that call it one is active, the one that holds
 * the advisory lock; when its connection goes, another takes over within a poll. Each event is handled exactly once.
 */
export async function consumeEvents(db: Db, consumer: Consumer, signal: AbortSignal): Promise<void> {
  const pollMs = consumer.pollMs ?? 1_000;
  while (!signal.aborted) {
    try {
      await db.connection().execute((connection) => lead(connection, consumer, signal));
    } catch (error) {
      log.warn({ err: error, consumer: consumer.name }, "outbox consumer interrupted; it goes on");
    }
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Does nothing while another process leads. */
async function lead(connection: Db, consumer: Consumer, signal: AbortSignal): Promise<void> {
  const key = sql`${consumerLock}::int, hashtext(${consumer.name})`;
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${key}) as mine`.execute(
    connection,
  );
  if (!rows[0]!.mine) return;
  try {
    await follow(connection, consumer, signal);
  } finally {
    await sql`select pg_advisory_unlock(${key})`.execute(connection).catch((error: unknown) => {
      // With the connection its lock is gone, too.
      log.debug({ code: databaseErrorCode(error) }, "consumer's lock went with its connection");
    });
  }
}

async function follow(connection: Db, consumer: Consumer, signal: AbortSignal): Promise<void> {
  const { pollMs = 1_000, spacingMs = 500, onHint = (look) => onWake("outbox", look) } = consumer;
  let hint = Promise.withResolvers<void>();
  const stopHints = onHint(() => hint.resolve());
  const stop = () => hint.resolve();
  signal.addEventListener("abort", stop);
  try {
    await registerConsumer(connection, consumer.name);
    let position = await takePosition(connection, consumer.name);
    let pauseMs = 0;
    while (!signal.aborted) {
      hint = Promise.withResolvers<void>();
      const earliest = performance.now() + spacingMs;
      const step = await readStep(connection, consumer, position);
      // What an unfinished transaction holds back comes free without a hint.
      pauseMs = !step.heldBack ? pollMs : step.position === position ? nextPause(pauseMs) : shortPauseMs;
      position = step.position;
      if (step.more) continue;
      await Promise.race([hint.promise, sleep(pauseMs)]);
      const early = earliest - performance.now();
      if (early > 0 && !signal.aborted) await sleep(early, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    signal.removeEventListener("abort", stop);
    stopHints();
  }
}

const shortPauseMs = 20;
const nextPause = (lastMs: number) => Math.min(250, Math.max(shortPauseMs, lastMs * 2));

async function readStep(connection: Db, consumer: Consumer, position: Position) {
  const { batch = 500 } = consumer;
  const { events, heldBack, more } = await readEvents(connection, position, batch);
  const last = events.at(-1);
  if (!last) return { position, heldBack, more: false };
  const { replaySince } = position;
  const fresh = replaySince ? events.filter((event) => event.at >= replaySince) : events;
  await connection.transaction().execute(async (trx) => {
    await moveCursor(trx, consumer.name, position, last);
    if (fresh.length > 0) await consumer.handle(trx, fresh);
  });
  return { position: { ...position, xid: last.xid, seq: last.seq }, heldBack, more };
}

/** First of all in its transaction: a process that only believes it leads stops here, before it does anything. */
async function moveCursor(trx: Trx, name: string, from: Cursor, to: OutboxEvent): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    update outbox_consumers
    set xid = ${String(to.xid)}::xid8, seq = ${to.seq}, last_event_at = greatest(last_event_at, ${to.at}), updated_at = now()
    where name = ${name} and epoch = ${from.epoch} and xid = ${String(from.xid)}::xid8 and seq = ${from.seq}
    returning name`.execute(trx);
  if (rows.length === 0) throw new Error(`the cursor of ${name} was moved by another process`);
}

/**
 * Where to read on. In another epoch (a restored copy, a promoted standby) transaction ids may mean other transactions:
 * the outbox is read from its start, past what its time says was read before.
 */
async function takePosition(connection: Db, name: string): Promise<Position> {
  const epoch = await currentEpoch(connection);
  const row = await connection
    .selectFrom("outbox_consumers")
    .select(["epoch", "seq", "replay_since", "last_event_at"])
    .select(sql<string>`xid::text`.as("xid"))
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  if (row.epoch === epoch) {
    const position = { epoch, xid: BigInt(row.xid), seq: row.seq, replaySince: row.replay_since };
    await warnIfPruned(connection, name, position);
    return position;
  }
  const replaySince = new Date(row.last_event_at.getTime() - replayMarginMs);
  await sql`
    update outbox_consumers set epoch = ${epoch}, xid = '0', seq = 0, replay_since = ${replaySince}, updated_at = now()
    where name = ${name}`.execute(connection);
  log.warn({ consumer: name, epoch, since: replaySince }, "another database run: the outbox is read again");
  return { epoch, xid: 0n, seq: 0, replaySince };
}

/** Nobody led for longer than events are kept. */
async function warnIfPruned(connection: Db, name: string, position: Position): Promise<void> {
  const { rows } = await sql<{ pruned: boolean }>`
    select pruned_xid > ${String(position.xid)}::xid8 as pruned from outbox_epoch where epoch = ${position.epoch}`.execute(
    connection,
  );
  if (rows[0]?.pruned)
    log.error({ consumer: name, cursor: formatCursor(position) }, "events were pruned before they were read");
}
