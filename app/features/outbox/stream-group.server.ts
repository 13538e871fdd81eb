import { setImmediate as turn } from "node:timers/promises";
import { type Cursor, isAfter } from "#app/features/outbox/cursor.ts";
import type { OutboxEvent } from "#app/features/outbox/read-events.server.ts";

/** Which events a viewer may see. Viewers with the same key see the same. */
export interface Audience {
  key: string;
  sees(event: OutboxEvent): boolean;
}

/** A stream that has caught up and now lives on its group's messages. */
export interface Member {
  /** It has every event up to here already. */
  since: Cursor;
  send(message: Uint8Array): void;
}

/** Milliseconds between two messages of one stream, while few are open. */
export const messageSpacingMs = 35;
/** At most; nobody sees a list move more often than ten times a second. */
const widestSpacingMs = 100;
/**
 * Messages written a second to all streams of a group together. Each is a packet and wakes its reader: in a full office
 * they cost this process more than the deliveries they tell of, so its readers share them and hear a moment later.
 */
const messagesPerSecond = 5_000;
/** Streams written to in one go: a full office must not keep a gateway's delivery waiting for its answer. */
const atOnce = 40;

/** Milliseconds between two messages to so many streams. */
function spacingFor(streams: number): number {
  return Math.min(widestSpacingMs, Math.max(messageSpacingMs, (streams * 1_000) / messagesPerSecond));
}

/** The streams of one audience: an event is filtered and a message written once for all of them. */
export class StreamGroup {
  readonly members = new Set<Member>();
  readonly #audience: Audience;
  #pending: OutboxEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastSentAt = Number.NEGATIVE_INFINITY;
  #sending = false;

  constructor(audience: Audience) {
    this.#audience = audience;
  }

  /** Nothing waits to be sent, to anyone. */
  get idle(): boolean {
    return this.#pending.length === 0 && !this.#sending;
  }

  take(events: OutboxEvent[]): void {
    const seen = events.filter((event) => this.#audience.sees(event));
    if (seen.length === 0) return;
    this.#pending.push(...seen);
    this.#flushSoon();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.members.clear();
  }

  #flushSoon(): void {
    if (this.#sending || this.#pending.length === 0) return;
    const wait = Math.max(0, this.#lastSentAt + spacingFor(this.members.size) - performance.now());
    this.#timer ??= setTimeout(() => void this.#flush(), wait);
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    this.#lastSentAt = performance.now();
    this.#sending = true;
    const events = this.#pending;
    this.#pending = [];
    const forAll = batchMessage(events);
    let sent = 0;
    // Goes on to those who join on the way: each is sent what it lacks.
    for (const member of this.members) {
      // Who joined while these were waiting may have some of them already.
      const news = isAfter(events[0]!, member.since)
        ? events
        : events.filter((e) => isAfter(e, member.since));
      if (news.length > 0) member.send(news === events ? forAll : batchMessage(news));
      sent += 1;
      if (sent % atOnce === 0) await turn();
    }
    this.#sending = false;
    this.#flushSoon();
  }
}

/** One message of the stream; its id is the cursor of its last event. */
export function batchMessage(events: OutboxEvent[]): Uint8Array {
  const data = events.map((event) => event.json).join(",");
  return Buffer.from(`id: ${events.at(-1)!.cursor}\nevent: batch\ndata: [${data}]\n\n`);
}
