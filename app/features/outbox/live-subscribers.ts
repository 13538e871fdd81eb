import { isLater } from "#app/features/outbox/cursor.ts";
import type { Batch, LiveEvent } from "#app/features/outbox/live-event.ts";
import type { Topic } from "#db/schema.ts";

export interface Subscriber {
  topics: readonly Topic[];
  onEvents(events: LiveEvent[]): void;
  /** Something may have been missed: load anew. */
  onGap(): void;
}

/** Whoever in this tab follows the stream, and how far they have heard it: each event reaches each of them once. */
export class LiveSubscribers {
  readonly #all = new Set<Subscriber>();
  /** How far this tab has come; empty before it knows. */
  cursor = "";

  get size(): number {
    return this.#all.size;
  }

  get topics(): Topic[] {
    return [...new Set([...this.#all].flatMap((one) => one.topics))].sort();
  }

  add(subscriber: Subscriber): void {
    this.#all.add(subscriber);
  }

  delete(subscriber: Subscriber): void {
    this.#all.delete(subscriber);
  }

  /** Whatever of a batch is new here, to whoever follows it. */
  give(batch: Batch): void {
    const before = this.cursor;
    if (before && isLater(batch.to, before) === false) return;
    this.cursor = batch.to;
    const concerned = [...this.#all].filter((one) =>
      one.topics.some((topic) => batch.topics.includes(topic)),
    );
    if (concerned.length === 0) return;
    const overlaps = before !== "" && batch.from !== before;
    const events = (JSON.parse(batch.json) as LiveEvent[]).filter(
      (event) => !overlaps || isLater(event.cursor, before) !== false,
    );
    for (const one of concerned) {
      const own = events.filter((event) => one.topics.includes(event.topic));
      if (own.length > 0) one.onEvents(own);
    }
  }

  /** To whoever follows one of these topics (null: to all): something may have been missed. */
  tellGap(topics: readonly Topic[] | null): void {
    for (const one of [...this.#all])
      if (topics === null || one.topics.some((topic) => topics.includes(topic))) one.onGap();
  }
}
