import { setTimeout as delay } from "node:timers/promises";
import { type Cursor, formatCursor } from "#app/features/outbox/cursor.ts";
import type { EventHub, OpenStream } from "#app/features/outbox/event-hub.server.ts";
import { readEvents } from "#app/features/outbox/read-events.server.ts";
import { canResume } from "#app/features/outbox/resume.server.ts";
import {
  type Audience,
  batchMessage,
  type Member,
  messageSpacingMs,
} from "#app/features/outbox/stream-group.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { LiveBody, type Sink, type Source } from "#app/lib/live-body.ts";
import { log } from "#app/lib/logger.server.ts";

export interface StreamOptions {
  db: Db;
  hub: EventHub;
  audience: Audience;
  /** Where the reader was; null starts from now. */
  after: Cursor | "unreadable" | null;
  /** Fires when the client is gone. */
  signal: AbortSignal;
  /** Whether the viewer still is who they were; asked every `recheckMs`. */
  stillAllowed: () => Promise<boolean>;
  pingMs?: number;
  recheckMs?: number;
  lifeMs?: number;
  /** Bytes a slow reader may leave unread before it is dropped. It resumes by its cursor. */
  maxUnread?: number;
}

const eventsPerMessage = 500;
/** Bytes a reader that catches up may leave unread before it is sent more. */
const catchUpUnread = 16_384;

/** One reader's stream of events, as text/event-stream bytes. Nothing of it outlives the client or the hub. */
export function eventStream(options: StreamOptions): LiveBody {
  return new LiveBody(new Stream(options));
}

class Stream implements Source, OpenStream, Member {
  since!: Cursor;
  readonly #options: Required<StreamOptions>;
  readonly #timers: NodeJS.Timeout[] = [];
  #sink!: Sink;
  #ended = false;

  constructor(options: StreamOptions) {
    // Streams opened together must not all return together.
    const lifeMs = 600_000 * (0.9 + Math.random() / 10);
    this.#options = { pingMs: 15_000, recheckMs: 15_000, lifeMs, maxUnread: 262_144, ...options };
  }

  open(sink: Sink) {
    const { hub, signal, pingMs, recheckMs, lifeMs } = this.#options;
    this.#sink = sink;
    hub.opened(this);
    if (signal.aborted || hub.closed) return this.end();
    signal.addEventListener("abort", () => this.end(), { once: true });
    this.#timers.push(
      setInterval(() => this.#ping(), pingMs),
      setInterval(() => void this.#recheck(), recheckMs),
      setTimeout(() => this.end(), lifeMs),
    );
    this.#begin().catch((error) => {
      log.warn({ err: error }, "event stream could not catch up");
      this.end();
    });
  }

  /** The reader let go: the stream is closed already. */
  cancel() {
    if (!this.#ended) this.#leave();
  }

  end() {
    if (this.#ended) return;
    this.#leave();
    this.#sink.end();
  }

  reset() {
    const { hub, audience } = this.#options;
    hub.leave(audience, this);
    this.since = hub.tail.position!;
    this.#sendText(`id: ${formatCursor(this.since)}\nevent: reset\ndata: {}\n\n`);
    if (!this.#ended) hub.join(audience, this);
  }

  send(message: Uint8Array) {
    if (this.#ended) return;
    if (this.#sink.unread > this.#options.maxUnread) this.#drop();
    else this.#sink.write(message);
  }

  /** From the reader's cursor to the tail's place, then along with the group. */
  async #begin() {
    const { db, hub, audience, after } = this.#options;
    await hub.tail.start();
    if (this.#ended) return;
    this.#sendText("retry: 2000\n\n");
    const known = after === null ? hub.tail.position! : after;
    if (known === "unreadable" || !(await canResume(db, hub.tail, known))) return this.#ended || this.reset();
    this.since = known;
    this.#sendText(`id: ${formatCursor(known)}\n\n`);
    while (!this.#ended) {
      const kept = hub.tail.keptAfter(this.since);
      // No await between this look and joining: nothing can come in between.
      if (kept?.length === 0) return hub.join(audience, this);
      const events = kept?.slice(0, eventsPerMessage) ?? (await this.#readBack(db));
      const last = events.at(-1);
      if (!last) return this.#ended || this.reset();
      this.since = { epoch: this.since.epoch, xid: last.xid, seq: last.seq };
      const seen = events.filter((event) => audience.sees(event));
      if (seen.length > 0) await this.#sendSpaced(batchMessage(seen));
    }
  }

  async #readBack(db: Db) {
    return (await readEvents(db, this.since, eventsPerMessage)).events;
  }

  async #sendSpaced(message: Uint8Array) {
    while (!this.#ended && this.#sink.unread > catchUpUnread) await delay(messageSpacingMs);
    this.send(message);
    await delay(messageSpacingMs);
  }

  /** The id keeps a quiet reader's cursor young. */
  #ping() {
    const { hub, audience } = this.#options;
    const settled = hub.settledAt(audience, this);
    this.#sendText(settled ? `: ping\nid: ${formatCursor(settled)}\n\n` : ": ping\n\n");
  }

  /** Who may no longer listen, or hears something else by now, has a page of who they were: it is told to load anew. */
  async #recheck() {
    try {
      if (await this.#options.stillAllowed()) return;
      if (!this.#ended && this.#options.hub.tail.position) this.reset();
      this.end();
    } catch (error) {
      log.warn({ err: error }, "event stream's viewer could not be checked");
    }
  }

  /** Its unread bytes are given up, and its socket with them. */
  #drop() {
    log.info({ unread: this.#options.maxUnread }, "slow event stream dropped");
    this.#leave();
    this.#sink.destroy(new Error("the reader is too slow"));
  }

  #leave() {
    const { hub, audience } = this.#options;
    this.#ended = true;
    for (const timer of this.#timers) clearTimeout(timer);
    hub.leave(audience, this);
    hub.ended(this);
  }

  #sendText(text: string) {
    this.send(Buffer.from(text));
  }
}
