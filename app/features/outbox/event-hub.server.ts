import type { Cursor } from "#app/features/outbox/cursor.ts";
import type { OutboxEvent } from "#app/features/outbox/read-events.server.ts";
import { type Audience, type Member, StreamGroup } from "#app/features/outbox/stream-group.server.ts";
import { type OutboxTail, outboxTail } from "#app/features/outbox/tail.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";

/** A stream as the hub ends it. */
export interface OpenStream {
  /** Ends it; its client comes back and resumes. */
  end(): void;
  /** Tells the client to load its data anew, and ends it. */
  reset(): void;
  send(message: Uint8Array): void;
}

/** Milliseconds: streams are told when events are later than that, by then several reads have failed or one hangs. */
const pace = { mostLateMs: 2_500, lookMs: 500 };

/** Every open event stream of this process, grouped by what its viewer may see. */
export class EventHub {
  readonly tail: OutboxTail;
  readonly #pace: typeof pace;
  readonly #groups = new Map<string, StreamGroup>();
  readonly #open = new Set<OpenStream>();
  #looking: NodeJS.Timeout | undefined;
  #behind = false;
  #closed = false;

  constructor(tail: OutboxTail, { mostLateMs, lookMs } = pace) {
    this.tail = tail;
    this.#pace = { mostLateMs, lookMs };
    tail.subscribe(
      (events: OutboxEvent[]) => {
        for (const group of this.#groups.values()) group.take(events);
      },
      () => {
        for (const stream of [...this.#open]) stream.reset();
      },
    );
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Streams now open. */
  get size(): number {
    return this.#open.size;
  }

  /** Audiences with a stream that follows live. */
  get groups(): number {
    return this.#groups.size;
  }

  opened(stream: OpenStream): void {
    this.#open.add(stream);
    this.#looking ??= setInterval(() => this.#look(), this.#pace.lookMs);
    if (this.#behind) stream.send(standing(this.tail.lateMs));
  }

  ended(stream: OpenStream): void {
    this.#open.delete(stream);
    if (this.#open.size > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
    this.#behind = false;
  }

  /** A stream that only stays open says nothing of the database behind it: its readers are told when that is away. */
  #look(): void {
    const { lateMs } = this.tail;
    if (lateMs > this.#pace.mostLateMs === this.#behind) return;
    this.#behind = !this.#behind;
    const message = standing(this.#behind ? lateMs : null);
    for (const stream of [...this.#open]) stream.send(message);
  }

  join(audience: Audience, member: Member): void {
    let group = this.#groups.get(audience.key);
    if (!group) {
      group = new StreamGroup(audience);
      this.#groups.set(audience.key, group);
    }
    group.members.add(member);
  }

  leave(audience: Audience, member: Member): void {
    const group = this.#groups.get(audience.key);
    group?.members.delete(member);
    if (group?.members.size !== 0) return;
    group.close();
    this.#groups.delete(audience.key);
  }

  /** The tail's place, when this member has been sent everything up to it. */
  settledAt(audience: Audience, member: Member): Cursor | null {
    const group = this.#groups.get(audience.key);
    return group?.members.has(member) && group.idle ? this.tail.position! : null;
  }

  /** Ends every stream at once and takes no more: the process is going down. */
  close(): void {
    this.#closed = true;
    for (const stream of [...this.#open]) stream.end();
  }
}

/** Named, and without an id, so that the reader's cursor stays where it is. Null: not late any more. */
function standing(lateMs: number | null): Uint8Array {
  if (lateMs === null) return Buffer.from("event: current\ndata: {}\n\n");
  return Buffer.from(`event: behind\ndata: ${JSON.stringify({ lateMs: Math.round(lateMs) })}\n\n`);
}

/** This process's hub. */
export function eventHub(): EventHub {
  return singleton("event-hub", () => new EventHub(outboxTail()));
}
