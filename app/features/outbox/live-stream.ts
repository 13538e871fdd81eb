import type { Topic } from "#db/schema.ts";

/** An event as the stream carries it. */
export interface LiveEvent {
  cursor: string;
  topic: Topic;
  kind: string;
  subject: { type: string; id: string; version: number };
  data: Record<string, unknown>;
  at: string;
}

export type LiveState = "live" | "reconnecting" | "offline";

interface Subscriber {
  topics: readonly Topic[];
  onEvents(events: LiveEvent[]): void;
  /** Something may have been missed: load anew. */
  onGap(): void;
}

/** A hidden tab keeps its stream this long, milliseconds: browsers allow six connections, and tabs are many. */
const hiddenGraceMs = 10_000;
const longestRetryMs = 60_000;

/** This tab's one EventSource, for every topic that something on the page follows. */
export class LiveStream {
  readonly #subscribers = new Set<Subscriber>();
  readonly #watchers = new Set<() => void>();
  #state: LiveState | null = null;
  #source: EventSource | undefined;
  #openTopics = "";
  #cursor = "";
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #paused = false;

  /** Null while nothing is followed, or the first connection is still being made. */
  get state(): LiveState | null {
    return this.#state;
  }

  /** Calls `fn` when the state changes. */
  watch(fn: () => void): () => void {
    this.#watchers.add(fn);
    return () => void this.#watchers.delete(fn);
  }

  subscribe(subscriber: Subscriber): () => void {
    if (this.#subscribers.size === 0) this.#listenToPage("addEventListener");
    this.#subscribers.add(subscriber);
    this.#refreshSoon();
    return () => {
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size === 0) this.#listenToPage("removeEventListener");
      this.#refreshSoon();
    };
  }

  /** Later, so that a page that swaps its subscribers does not swap the connection. */
  #refreshSoon(afterMs = 0) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), afterMs);
  }

  #refresh() {
    const wanted = [...new Set([...this.#subscribers].flatMap((one) => one.topics))].sort().join(",");
    if (wanted === "" || this.#paused) return this.#close();
    const closed = !this.#source || this.#source.readyState === EventSource.CLOSED;
    if (closed || wanted !== this.#openTopics) this.#open(wanted);
  }

  #open(topics: string) {
    // Other topics may have moved while they were not followed: their cursor says nothing of them.
    const added = topics.split(",").some((topic) => !this.#openTopics.split(",").includes(topic));
    if (added) this.#cursor = "";
    this.#source?.close();
    this.#openTopics = topics;
    const after = this.#cursor ? `&after=${encodeURIComponent(this.#cursor)}` : "";
    const source = new EventSource(`/events?topics=${topics}${after}`);
    this.#source = source;
    let isFirst = !this.#cursor;
    source.onopen = () => {
      this.#failures = 0;
      this.#enter("live");
      // What changed between the page's loading and the stream's opening is in neither.
      if (isFirst) for (const one of [...this.#subscribers]) one.onGap();
      isFirst = false;
    };
    source.addEventListener("batch", (message) => this.#take(message as MessageEvent<string>));
    source.addEventListener("reset", (message) => {
      this.#cursor = (message as MessageEvent<string>).lastEventId;
      for (const one of [...this.#subscribers]) one.onGap();
    });
    source.onerror = () => this.#failed(source);
  }

  #take(message: MessageEvent<string>) {
    this.#cursor = message.lastEventId;
    const events = JSON.parse(message.data) as LiveEvent[];
    for (const one of [...this.#subscribers]) {
      const own = events.filter((event) => one.topics.includes(event.topic));
      if (own.length > 0) one.onEvents(own);
    }
  }

  /** EventSource reconnects by itself, except after an answer that is no stream (a restart behind a proxy, a sign-out). */
  #failed(source: EventSource) {
    this.#enter(navigator.onLine ? "reconnecting" : "offline");
    if (source.readyState !== EventSource.CLOSED || source !== this.#source) return;
    this.#failures += 1;
    const wait = Math.min(longestRetryMs, 1_000 * 2 ** this.#failures);
    this.#refreshSoon(wait * (0.75 + Math.random() / 2));
  }

  #close() {
    this.#source?.close();
    this.#source = undefined;
    if (this.#subscribers.size === 0) this.#enter(null);
  }

  #enter(state: LiveState | null) {
    if (state === this.#state) return;
    this.#state = state;
    for (const watcher of this.#watchers) watcher();
  }

  #listenToPage(change: "addEventListener" | "removeEventListener") {
    document[change]("visibilitychange", this.#pageChanged);
    for (const name of ["pagehide", "pageshow", "online", "offline"] as const)
      window[change](name, this.#pageChanged);
  }

  readonly #pageChanged = (event: Event) => {
    const hidden = event.type === "pagehide" || document.visibilityState === "hidden";
    this.#paused = hidden;
    if (!navigator.onLine) this.#enter("offline");
    else if (this.#state === "offline") this.#enter("reconnecting");
    if (event.type === "pagehide") this.#close();
    else this.#refreshSoon(hidden ? hiddenGraceMs : 0);
  };
}
