import { isLater } from "#app/features/outbox/cursor.ts";
import type { LiveEvent } from "#app/features/outbox/live-event.ts";
import { movedBy, type Reads } from "#app/lib/reads.ts";
import { beginReload } from "#app/lib/reload-scope.ts";

/** Milliseconds between two loads. */
const spacingMs = 500;
const busyMs = 100;
/** A page opened by a click may have read its rows before events that arrived while it was on its way. */
const openingMs = 10_000;

export interface Page {
  /** Loads the page's data anew. */
  revalidate: () => void;
  /** A load, a navigation or an action is under way: it may have read the rows before this change. */
  busy: boolean;
  /** Up to this cursor everything was committed before the page's data was last read: nothing of it is news. */
  knownUpTo: string;
}

/**
 * Decides when this tab loads anew because of events: at most twice a second, never while hidden, offline or something is
 * under way, not for what the page knows already (its own write among it), and only what reads what moved.
 */
export class LiveReload {
  readonly #followed = new Map<Reads, number>();
  readonly #movedAt = new Map<Reads, number>();
  #gapAt = Number.NEGATIVE_INFINITY;
  /** What moved since the last load, and the latest event of each; empty for a gap. */
  readonly #moved = new Map<Reads, string>();
  #page: Page | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastAt = Number.NEGATIVE_INFINITY;
  #endScope: (() => void) | undefined;
  readonly #remember: (cursor: string) => void;

  /** `remember` hears of the latest event before the load that it causes: whichever process answers must know it. */
  constructor(remember: (cursor: string) => void) {
    this.#remember = remember;
  }
  /** The page as it is now; called at each of its renderings. */
  setPage(page: Page): void {
    this.#page = page;
    if (!page.busy) this.#endScope?.();
  }

  /** Loads anew on these topics from now on. Returns how to stop. */
  follow(topics: readonly Reads[]): () => void {
    const now = performance.now();
    for (const topic of topics) {
      this.#followed.set(topic, (this.#followed.get(topic) ?? 0) + 1);
      const moved = Math.max(this.#gapAt, this.#movedAt.get(topic) ?? Number.NEGATIVE_INFINITY);
      if (now - moved < openingMs) this.#note(topic, "");
    }
    return () => {
      for (const topic of topics) {
        const left = this.#followed.get(topic)! - 1;
        if (left > 0) this.#followed.set(topic, left);
        else this.#followed.delete(topic);
      }
      if (this.#followed.size === 0) this.#clear();
    };
  }

  hear(events: readonly LiveEvent[]): void {
    const now = performance.now();
    for (const event of events) {
      const moved = movedBy(event);
      this.#movedAt.set(moved, now);
      if (this.#followed.has(moved)) this.#note(moved, event.cursor);
    }
  }

  /** Anything may have been missed, by a page on its way too: what its frame shows is loaded by nobody else. */
  gap(): void {
    this.#gapAt = performance.now();
    for (const topic of this.#followed.keys()) this.#note(topic, "");
  }

  /** The tab is seen again, or its network is back: what it owes is loaded now. */
  shown(): void {
    if (this.#moved.size > 0) this.#soon();
  }

  #note(topic: Reads, cursor: string) {
    // A gap outweighs any cursor: nobody knows what was in it.
    this.#moved.set(topic, this.#moved.get(topic) === "" ? "" : cursor);
    this.#soon();
  }

  #soon() {
    this.#timer ??= setTimeout(() => this.#run(), Math.max(0, this.#lastAt + spacingMs - performance.now()));
  }

  #run() {
    this.#timer = undefined;
    const page = this.#page;
    // Offline, a load would only take away what is there: what is owed is loaded once the way is back.
    if (!page || document.visibilityState === "hidden" || !navigator.onLine) return;
    if (page.busy) {
      this.#timer = setTimeout(() => this.#run(), busyMs);
      return;
    }
    for (const [topic, cursor] of this.#moved)
      if (cursor && isLater(cursor, page.knownUpTo) === false) this.#moved.delete(topic);
    const topics = new Set(this.#moved.keys());
    const latest = [...this.#moved.values()]
      .filter((cursor) => cursor !== "")
      .reduce((a, b) => (isLater(b, a) === false ? a : b), "");
    this.#moved.clear();
    if (topics.size === 0) return;
    if (latest) this.#remember(latest);
    this.#lastAt = performance.now();
    this.#endScope = beginReload(topics);
    page.revalidate();
  }

  #clear() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastAt = Number.NEGATIVE_INFINITY;
    this.#moved.clear();
  }
}
