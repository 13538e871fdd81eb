import type { Batch, LiveEvent, LiveState } from "#app/features/outbox/live-event.ts";
import type { RecentBatches } from "#app/features/outbox/recent-batches.ts";
import type { Hello, TabMessage } from "#app/features/outbox/tab-messages.ts";
import type { Topic } from "#db/schema.ts";

export interface LeaderOptions {
  viewer: string | null;
  /** Where the leader before, or the page's own loading, got to. Empty: nowhere. */
  cursor: string;
  /** Topics whose every event up to `cursor` the tabs have had. */
  topics: readonly Topic[];
  recent: RecentBatches;
  send: (message: TabMessage) => void;
}

/** With no tab in sight the stream is kept this long, milliseconds. */
const hiddenGraceMs = 10_000;
/** A topic that no tab follows any more is still carried this long: its list may be opened again. */
const topicGraceMs = 30_000;
/** Hidden tabs' timers run once a minute. */
const tabGraceMs = 150_000;
const tickMs = 5_000;
const longestRetryMs = 60_000;

/** Holds the browser's one EventSource, for every topic that some tab follows, and sends on what it says. */
export class StreamLeader {
  readonly #options: LeaderOptions;
  readonly #tabs = new Map<string, Hello & { at: number }>();
  readonly #neededAt = new Map<Topic, number>();
  #topics: readonly Topic[];
  #cursor: string;
  /** Topics that were not followed up to the cursor, and whose tabs do not know yet. Null: all. */
  #untold: Set<Topic> | null;
  #source: EventSource | undefined;
  #state: LiveState | null = null;
  #asOf: number | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryAt = 0;
  #seenAt = Date.now();
  #lastTick = Date.now();
  readonly #ticking: ReturnType<typeof setInterval>;

  constructor(options: LeaderOptions) {
    this.#options = options;
    this.#topics = options.topics;
    this.#cursor = options.cursor;
    this.#untold = options.cursor ? new Set() : null;
    this.#ticking = setInterval(() => this.#tick(), tickMs);
  }

  hello(hello: Hello): void {
    this.#tabs.set(hello.tab, { ...hello, at: Date.now() });
    if (hello.behind) this.#handMissed(hello);
    this.#refreshSoon();
    this.#tellState();
  }

  bye(tab: string): void {
    this.#tabs.delete(tab);
    this.#refreshSoon();
  }

  /** The way to the server is back, or was cut. */
  networkChanged(): void {
    if (!navigator.onLine) this.#enter("offline");
    else {
      this.#failures = 0;
      this.#retryAt = 0;
      this.#reopen();
    }
  }

  close(): void {
    clearInterval(this.#ticking);
    clearTimeout(this.#timer);
    this.#closeSource();
  }

  /** Later, so that a page that swaps what it follows does not swap the connection. */
  #refreshSoon(afterMs = 0) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), Math.max(afterMs, this.#retryAt - Date.now()));
  }

  #refresh() {
    const wanted = this.#wantedTopics();
    if (wanted.length === 0 || !this.#isSeen()) return this.#closeSource();
    const isOpen = this.#source && this.#source.readyState !== EventSource.CLOSED;
    const same = wanted.length === this.#topics.length && wanted.every((one) => this.#topics.includes(one));
    if (!isOpen || !same) this.#open(wanted);
  }

  #wantedTopics(): Topic[] {
    const now = Date.now();
    for (const [tab, { at }] of this.#tabs) if (now - at > tabGraceMs) this.#tabs.delete(tab);
    if (this.#tabs.size === 0) return [];
    for (const { topics } of this.#tabs.values()) for (const topic of topics) this.#neededAt.set(topic, now);
    const isWanted = (topic: Topic) => now - (this.#neededAt.get(topic) ?? 0) < topicGraceMs;
    return [...this.#neededAt.keys()].filter(isWanted).sort();
  }

  #isSeen(): boolean {
    const now = Date.now();
    if ([...this.#tabs.values()].some((tab) => tab.visible)) this.#seenAt = now;
    return now - this.#seenAt < hiddenGraceMs;
  }

  #open(topics: readonly Topic[]) {
    const { viewer, send } = this.#options;
    this.#source?.close();
    // Other topics may have moved while they were not followed: the cursor says nothing of them. They stay untold until
    // a connection opens, whichever it is.
    for (const topic of topics) if (!this.#topics.includes(topic)) this.#untold?.add(topic);
    this.#topics = topics;
    const source = new EventSource(addressOf(topics, viewer, this.#cursor));
    this.#source = source;
    source.onopen = () => {
      this.#failures = 0;
      this.#enter("live");
      // What changed between the page's loading and the stream's opening is in neither.
      const untold = this.#untold && [...this.#untold];
      this.#untold = new Set();
      if (untold === null || untold.length > 0)
        send({ kind: "gap", tab: null, topics: untold, cursor: this.#cursor });
    };
    source.addEventListener("batch", (message) => this.#take(message as MessageEvent<string>));
    source.addEventListener("reset", (message) => {
      this.#cursor = (message as MessageEvent<string>).lastEventId;
      this.#options.recent.clear();
      send({ kind: "gap", tab: null, topics: null, cursor: this.#cursor });
    });
    source.addEventListener("behind", (message) => {
      const { lateMs } = JSON.parse((message as MessageEvent<string>).data) as { lateMs: number };
      this.#asOf = Date.now() - lateMs;
      this.#enter("behind");
    });
    source.addEventListener("current", () => this.#enter("live"));
    source.onerror = () => this.#failed(source);
  }

  #take(message: MessageEvent<string>) {
    const events = JSON.parse(message.data) as LiveEvent[];
    const topics = [...new Set(events.map((event) => event.topic))];
    const batch: Batch = { from: this.#cursor, to: message.lastEventId, topics, json: message.data };
    this.#cursor = batch.to;
    this.#options.send({ kind: "batch", batch });
  }

  /** A cut line EventSource mends by itself, once; a second failure, or an answer that is no stream, waits ever longer. */
  #failed(source: EventSource) {
    if (source !== this.#source) return;
    const refused = source.readyState === EventSource.CLOSED;
    this.#enter(navigator.onLine ? "reconnecting" : "offline");
    this.#failures += 1;
    if (!refused && this.#failures === 1) return;
    source.close();
    if (refused) void this.#askWhoThisIs();
    const wait = Math.min(longestRetryMs, 1_000 * 2 ** this.#failures) * (0.75 + Math.random() / 2);
    this.#retryAt = Date.now() + wait;
    this.#refreshSoon();
  }

  /** The server may be restarting; or this browser is signed out by now, or signed in as someone else. */
  async #askWhoThisIs() {
    const answer = await fetch("/api/viewer").catch(() => null);
    if (!answer?.ok) return;
    const { viewer } = (await answer.json()) as { viewer: string | null };
    if (viewer !== this.#options.viewer) this.#options.send({ kind: "refused" });
  }

  #handMissed({ tab, cursor }: Hello) {
    const { recent, send } = this.#options;
    const batches = cursor ? recent.after(cursor) : null;
    if (batches) send({ kind: "missed", tab, batches });
    else send({ kind: "gap", tab, topics: null, cursor: this.#cursor });
  }

  /** Timers stand still while the machine sleeps; the connection may have died without a word. */
  #tick() {
    const slept = Date.now() - this.#lastTick > tickMs * 4;
    this.#lastTick = Date.now();
    if (slept && this.#source) this.#reopen();
    else this.#refreshSoon();
  }

  #reopen() {
    this.#source?.close();
    this.#source = undefined;
    this.#refreshSoon();
  }

  #closeSource() {
    this.#source?.close();
    this.#source = undefined;
    this.#enter(null);
  }

  #enter(state: LiveState | null) {
    if (state === this.#state) return;
    this.#state = state;
    if (state !== "behind") this.#asOf = null;
    this.#tellState();
  }

  #tellState() {
    const hidden = document.visibilityState === "hidden";
    this.#options.send({
      kind: "state",
      state: this.#state,
      asOf: this.#asOf,
      // Whoever leads next goes on with these: what nobody was told of yet is not among them.
      topics: this.#topics.filter((topic) => !this.#untold?.has(topic)),
      cursor: this.#cursor,
      hidden,
    });
  }
}

function addressOf(topics: readonly Topic[], viewer: string | null, after: string): string {
  const query = new URLSearchParams({
    topics: topics.join(","),
    ...(viewer && { viewer }),
    ...(after && { after }),
  });
  return `/events?${query}`;
}
