import { setTimeout as delay } from "node:timers/promises";
import { type Cursor, formatCursor, isAfter } from "#app/features/outbox/cursor.ts";
import { currentEpoch } from "#app/features/outbox/epoch.server.ts";
import { Horizon } from "#app/features/outbox/horizon.server.ts";
import { type OutboxEvent, readEvents } from "#app/features/outbox/read-events.server.ts";
import { type Db, databaseErrorCode, db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";
import { onWake } from "#app/lib/wake.server.ts";
import type { Topic } from "#db/schema.ts";

export interface TailOptions {
  db: () => Db;
  /** Calls back after each hint that something was committed; returns how to stop. */
  onHint: (look: () => void) => () => void;
  /** Without hints the outbox is read this often, milliseconds. */
  pollMs?: number;
  /** Events kept in memory for those who resume. */
  keep?: number;
  batch?: number;
}

type Listener = (events: OutboxEvent[]) => void;

/** Milliseconds between two reads: hints that come closer share one. */
const readSpacingMs = 10;
/** After so long without a complete read this process no longer claims to know what changed. */
const longestSilenceMs = 3_000;

/** Follows the outbox: every event after the start, once each, in cursor order, to every listener. */
export class OutboxTail {
  readonly horizon = new Horizon();
  readonly #options: Required<TailOptions>;
  readonly #listeners = new Set<Listener>();
  readonly #resetListeners = new Set<() => void>();
  readonly #closing = new AbortController();
  #position: Cursor | undefined;
  /** The events of (#keptAfter, #position], oldest first. */
  #kept: OutboxEvent[] = [];
  #keptAfter: Cursor | undefined;
  #readUpTo = 0n;
  #heldBackTopics: ReadonlySet<Topic> = new Set();
  /** When the first of the latest reads began that found nothing but what was held back, by performance.now(). */
  #heldSince: number | undefined;
  /** When the last read began that found everything there was, by performance.now(). */
  #completeAt = Number.NEGATIVE_INFINITY;
  #running: Promise<void> | undefined;
  #ready = Promise.withResolvers<void>();
  #hint = Promise.withResolvers<void>();

  constructor(options: TailOptions) {
    this.#options = { pollMs: 1_000, keep: 5_000, batch: 1_000, ...options };
  }

  /** Begins to follow, if it did not; resolves once the tail knows where it stands. */
  async start(): Promise<void> {
    this.#running ??= this.#follow();
    await this.#ready.promise;
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    this.#hint.resolve();
    await this.#running;
  }

  /** How far this process has read; undefined until it started. */
  get position(): Cursor | undefined {
    return this.#position;
  }

  /**
   * Whether this process has heard of every change of the topic but the latest moment's. Not while the outbox cannot be
   * read, nor while an unfinished transaction holds back an event of a change that everyone sees already.
   */
  isCurrent(topic?: Topic): boolean {
    const silentMs = performance.now() - this.#completeAt;
    return (
      silentMs < Math.max(longestSilenceMs, 3 * this.#options.pollMs) &&
      !(topic && this.#heldBackTopics.has(topic))
    );
  }

  /**
   * Since how many milliseconds events may be missing here: since the last read that found everything, or as long as an
   * unfinished transaction has held back what others committed. At most a poll's distance while all is well.
   */
  get lateMs(): number {
    // Not yet begun, or begun anew: whoever asks is told when it stands.
    if (!Number.isFinite(this.#completeAt)) return 0;
    const now = performance.now();
    return now - Math.min(this.#completeAt, this.#heldSince ?? now);
  }

  /** Whether everything up to this place has been read here. A cursor of sequence 0 stands before its transaction. */
  hasReached(cursor: Cursor): boolean {
    const position = this.#position;
    if (!position || position.epoch !== cursor.epoch) return false;
    if (!isAfter(cursor, position)) return true;
    return cursor.seq === 0 ? cursor.xid <= this.#readUpTo : cursor.xid < this.#readUpTo;
  }

  /** `fn` gets each batch of new events; `onReset` runs when the database became another one. */
  subscribe(fn: Listener, onReset: () => void): () => void {
    this.#listeners.add(fn);
    this.#resetListeners.add(onReset);
    return () => {
      this.#listeners.delete(fn);
      this.#resetListeners.delete(onReset);
    };
  }

  /** The events after `cursor` from memory; null when memory does not reach back that far. */
  keptAfter(cursor: Cursor): OutboxEvent[] | null {
    if (!this.#keptAfter || cursor.epoch !== this.#keptAfter.epoch) return null;
    if (isAfter(this.#keptAfter, cursor)) return null;
    let first = this.#kept.length;
    while (first > 0 && isAfter(this.#kept[first - 1]!, cursor)) first--;
    return this.#kept.slice(first);
  }

  async #follow() {
    const stopHints = this.#options.onHint(() => this.#hint.resolve());
    let mustCheckEpoch = true;
    let pauseMs = 0;
    while (!this.#closing.signal.aborted) {
      try {
        if (mustCheckEpoch) await this.#takePosition();
        mustCheckEpoch = false;
        pauseMs = await this.#readOn();
      } catch (error) {
        // The database may come back as a restored copy.
        mustCheckEpoch = true;
        pauseMs = this.#options.pollMs;
        log.warn({ code: databaseErrorCode(error) }, "outbox cannot be read; trying again");
      }
      await this.#pause(pauseMs);
    }
    stopHints();
  }

  /** Reads what there is; answers how long to wait for a hint before reading again. */
  async #readOn(): Promise<number> {
    const { pollMs, batch } = this.#options;
    const database = this.#options.db();
    const began = performance.now();
    const read = await readEvents(database, this.#position!, batch);
    const { events, heldBack, more } = read;
    const { xmin } = this.horizon.note(read.horizon);
    if (events.length > 0) this.#publish(events);
    if (more) return 0;
    this.#heldBackTopics = read.heldBackTopics;
    this.#readUpTo = xmin;
    this.#completeAt = began;
    if (xmin < this.#position!.xid) throw new Error("the transaction horizon moved backwards");
    // What was held back comes free when some other transaction ends, which sends no hint and is mostly soon.
    if (heldBack) {
      this.#heldSince = events.length > 0 ? began : (this.#heldSince ?? began);
      return Math.min(250, Math.max(readSpacingMs, (began - this.#heldSince) / 4));
    }
    this.#heldSince = undefined;
    // Nothing can appear any more below this read's own horizon: cursors given out now stay young.
    if (events.length === 0 && xmin > this.#position!.xid)
      this.#position = { epoch: this.#position!.epoch, xid: xmin, seq: 0 };
    return pollMs;
  }

  #publish(events: OutboxEvent[]) {
    const { xid, seq } = events.at(-1)!;
    this.#position = { epoch: this.#position!.epoch, xid, seq };
    this.#kept.push(...events);
    const surplus = this.#kept.length - this.#options.keep;
    if (surplus > 0) {
      const dropped = this.#kept.splice(0, surplus).at(-1)!;
      this.#keptAfter = { epoch: this.#position.epoch, xid: dropped.xid, seq: dropped.seq };
    }
    for (const listener of this.#listeners) listener(events);
  }

  /** At the start, and after a failure: stays where it was unless the database is another one. */
  async #takePosition() {
    const epoch = await currentEpoch(this.#options.db());
    const { xmin } = await this.horizon.watch(this.#options.db());
    if (this.#position?.epoch === epoch && this.#position.xid <= xmin) return;
    const isNew = this.#position === undefined;
    this.#position = { epoch, xid: xmin, seq: 0 };
    this.#readUpTo = xmin;
    this.#completeAt = Number.NEGATIVE_INFINITY;
    this.#kept = [];
    this.#keptAfter = this.#position;
    this.#ready.resolve();
    if (isNew) return;
    log.warn({ cursor: formatCursor(this.#position) }, "another database run: readers start over");
    for (const reset of this.#resetListeners) reset();
  }

  async #pause(milliseconds: number) {
    const earliest = performance.now() + Math.min(milliseconds, readSpacingMs);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    await Promise.race([this.#hint.promise, timeout]);
    clearTimeout(timer);
    const early = earliest - performance.now();
    if (early > 0) await delay(early);
    this.#hint = Promise.withResolvers<void>();
  }
}

/** This process's tail; call start() before use. */
export function outboxTail(): OutboxTail {
  return singleton("outbox-tail", () => new OutboxTail({ db, onHint: (look) => onWake("outbox", look) }));
}
