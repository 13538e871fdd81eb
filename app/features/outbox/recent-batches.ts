import { isLater } from "#app/features/outbox/cursor.ts";
import type { Batch } from "#app/features/outbox/live-event.ts";

const mostBatches = 400;
const mostText = 2_000_000;

/** The last messages of the stream, kept by every tab: whichever leads next can hand them to one that was asleep. */
export class RecentBatches {
  #batches: Batch[] = [];
  #text = 0;

  add(batch: Batch): void {
    this.#batches.push(batch);
    this.#text += batch.json.length;
    while (this.#batches.length > mostBatches || this.#text > mostText)
      this.#text -= this.#batches.shift()!.json.length;
  }

  /** Everything after `cursor`; null when that is not known to be all. */
  after(cursor: string): Batch[] | null {
    const first = this.#batches.findIndex((batch) => isLater(batch.to, cursor));
    if (first < 0) return this.#batches.at(-1)?.to === cursor ? [] : null;
    const { from } = this.#batches[first]!;
    return from && isLater(from, cursor) === false ? this.#batches.slice(first) : null;
  }

  clear(): void {
    this.#batches = [];
    this.#text = 0;
  }
}
