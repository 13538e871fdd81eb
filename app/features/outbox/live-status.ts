import type { LiveState } from "#app/features/outbox/live-event.ts";

/** How this tab's stream stands, and who wants to know when that changes. */
export class LiveStatus {
  /** When someone held the stream the last time, or it began to be waited for; milliseconds of this device's clock. */
  liveAt = 0;
  readonly #watchers = new Set<() => void>();
  #state: LiveState | null = null;
  #asOf: number | null = null;

  /** Null while nothing is followed, or the first connection is still being made. */
  get state(): LiveState | null {
    return this.#state;
  }

  /** While it is not live: until when this tab heard everything, by this device's clock. */
  get asOf(): number | null {
    return this.#asOf;
  }

  /** Calls `fn` when the state changes. */
  watch(fn: () => void): () => void {
    this.#watchers.add(fn);
    return () => void this.#watchers.delete(fn);
  }

  /** `asOf`: until when everything was heard, where that is known. */
  enter(state: LiveState | null, asOf: number | null = null): void {
    const now = Date.now();
    if (state === "live" || state === "behind") this.liveAt = now;
    if (state === this.#state) return;
    this.#asOf = state === null || state === "live" ? null : (this.#asOf ?? asOf ?? now);
    this.#state = state;
    for (const watcher of this.#watchers) watcher();
  }
}
