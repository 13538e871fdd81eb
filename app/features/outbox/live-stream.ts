import { isLater } from "#app/features/outbox/cursor.ts";
import { holdLock, tabsCanAgree } from "#app/features/outbox/leader-lock.ts";
import type { Batch } from "#app/features/outbox/live-event.ts";
import { LiveStatus } from "#app/features/outbox/live-status.ts";
import { LiveSubscribers, type Subscriber } from "#app/features/outbox/live-subscribers.ts";
import { RecentBatches } from "#app/features/outbox/recent-batches.ts";
import { StreamLeader } from "#app/features/outbox/stream-leader.ts";
import type { TabMessage } from "#app/features/outbox/tab-messages.ts";
import { ViewerChannel } from "#app/features/outbox/viewer-channel.ts";
import { watchPage } from "#app/features/outbox/watch-page.ts";
import type { Topic } from "#db/schema.ts";

/** A visible tab asks the leader this often whether it is there, milliseconds, … */
const askMs = 500;
/** … and takes its place after this long without an answer: with the lock's own way round, well within 2 s. */
const silenceMs = 1_100;
const hiddenAskMs = 60_000;

/**
 * This tab's share in the one event stream of the browser. One tab of each viewer holds it (Web Locks) and hands it on
 * to the others (BroadcastChannel); where a browser has neither, every tab is its own leader.
 */
export class LiveStream {
  readonly status = new LiveStatus();
  readonly #subscribers = new LiveSubscribers();
  readonly #recent = new RecentBatches();
  readonly #tab = crypto.randomUUID();
  #viewer: string | null = null;
  /** Its page said that nobody is signed in: there is no stream for them. */
  #isNobody = false;
  /** What the leader said it follows, up to where this tab has heard it. */
  #covered: readonly Topic[] = [];
  #joined = false;
  #channel: BroadcastChannel | undefined;
  // Tabs of whoever was signed in here before load anew, and are told by the loaders who it is now.
  readonly #viewers = new ViewerChannel((viewer) => {
    if (this.#viewer && viewer !== this.#viewer) this.#subscribers.tellGap(null);
  });
  #leader: StreamLeader | undefined;
  #unwatchPage: (() => void) | undefined;
  #letGo: (() => void) | undefined;
  #leaderHeardAt = 0;
  #askedAt = 0;
  #asking: ReturnType<typeof setInterval> | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;

  /** Who looks at this tab (tabs of different people share nothing), and the outbox's place when its page was loaded. */
  follow(viewer: string | null, position: string | null): void {
    if (viewer !== this.#viewer) {
      this.#leave();
      this.#viewer = viewer;
      this.#subscribers.cursor = "";
      this.#recent.clear();
    }
    this.#subscribers.cursor ||= position ?? "";
    this.#isNobody = viewer === null;
    this.#viewers.tell(viewer);
    this.#settleSoon();
  }

  subscribe(subscriber: Subscriber): () => void {
    if (this.#subscribers.size === 0) this.#unwatchPage = watchPage(this.#pageChanged);
    this.#subscribers.add(subscriber);
    this.#settleSoon();
    return () => {
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size === 0) this.#unwatchPage?.();
      this.#settleSoon();
    };
  }

  /** Later, so that a page that swaps its subscribers neither leaves nor asks twice. */
  #settleSoon() {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      if (this.#subscribers.size === 0 || this.#isNobody) this.#leave();
      else if (!this.#joined) this.#join();
      else this.#hello();
    }, 0);
  }

  #join() {
    this.#joined = true;
    this.#leaderHeardAt = Date.now();
    this.status.liveAt = Date.now();
    if (!this.#viewer || !tabsCanAgree()) return this.#lead();
    this.#channel = new BroadcastChannel(`bursar-live:${this.#viewer}`);
    this.#channel.onmessage = ({ data }: MessageEvent<TabMessage>) => this.#hear(data);
    this.#contend(false);
    this.#asking = setInterval(() => this.#ask(), askMs);
    this.#hello();
  }

  #leave() {
    if (!this.#joined) return;
    this.#joined = false;
    clearInterval(this.#asking);
    this.#post({ kind: "bye", tab: this.#tab });
    this.#leader?.close();
    this.#leader = undefined;
    this.#letGo?.();
    this.#channel?.close();
    this.#channel = undefined;
    this.status.enter(null);
  }

  #contend(steal: boolean) {
    this.#letGo?.();
    this.#letGo = holdLock(`bursar-live:${this.#viewer}`, {
      steal,
      onHeld: () => this.#lead(),
      onLost: () => {
        this.#leader?.close();
        this.#leader = undefined;
        this.#leaderHeardAt = Date.now();
        if (this.#joined) this.#contend(false);
      },
    });
  }

  #lead() {
    this.#leader?.close();
    this.#leader = new StreamLeader({
      viewer: this.#viewer,
      cursor: this.#subscribers.cursor,
      topics: this.#subscribers.cursor
        ? this.#covered.length > 0
          ? this.#covered
          : this.#subscribers.topics
        : [],
      recent: this.#recent,
      send: (message) => {
        this.#channel?.postMessage(message);
        this.#take(message);
      },
    });
    this.#channel?.postMessage({ kind: "lead" } satisfies TabMessage);
    this.#hello();
  }

  /** A message of another tab: to this one as the leader, or from the leader. */
  #hear(message: TabMessage) {
    if (message.kind === "hello") this.#leader?.hello(message);
    else if (message.kind === "bye") this.#leader?.bye(message.tab);
    // Two lead for a moment when one was taken for dead: each event counts once, by its cursor.
    else this.#take(message);
  }

  #take(message: TabMessage) {
    this.#leaderHeardAt = Date.now();
    if (message.kind === "lead") this.#hello();
    else if (message.kind === "batch") this.#takeBatch(message.batch);
    else if (message.kind === "missed" && message.tab === this.#tab)
      for (const batch of message.batches) this.#subscribers.give(batch);
    else if (message.kind === "gap") this.#takeGap(message);
    else if (message.kind === "refused") this.#subscribers.tellGap(null);
    else if (message.kind === "state") this.#takeState(message);
  }

  #takeBatch(batch: Batch) {
    if (this.#subscribers.cursor && batch.from && isLater(batch.from, this.#subscribers.cursor))
      return this.#hello(true);
    this.#recent.add(batch);
    this.#subscribers.give(batch);
  }

  #takeGap({ tab, topics, cursor }: Extract<TabMessage, { kind: "gap" }>) {
    if (tab !== null && tab !== this.#tab) return;
    // A tab that had not come so far may lack what the others have heard of every topic.
    const { cursor: before } = this.#subscribers;
    const isBehind = cursor !== "" && before !== "" && isLater(cursor, before) !== false;
    if (cursor) this.#subscribers.cursor = cursor;
    this.#subscribers.tellGap(isBehind ? null : topics);
  }

  #takeState({ state, asOf, topics, cursor, hidden }: Extract<TabMessage, { kind: "state" }>) {
    this.#covered = topics;
    this.status.enter(state, asOf);
    if (this.#leader) return;
    if (state === "live" && this.#subscribers.cursor && isLater(cursor, this.#subscribers.cursor))
      this.#hello(true);
    // A hidden tab's timers are slow: whoever is looked at reconnects sooner.
    const unserved = Date.now() - this.status.liveAt > silenceMs * 2;
    if (hidden && unserved && this.#isVisible() && navigator.onLine) this.#contend(true);
  }

  #ask() {
    const now = Date.now();
    const sinceLast = now - this.#askedAt;
    if (this.#leader || sinceLast < (this.#isVisible() ? 0 : hiddenAskMs)) return;
    this.#askedAt = now;
    // This tab itself stood still, not the leader.
    if (sinceLast > askMs * 3) this.#leaderHeardAt = now;
    if (this.#isVisible() && now - this.#leaderHeardAt > silenceMs) {
      this.#leaderHeardAt = now;
      this.status.liveAt = now;
      this.#contend(true);
    } else this.#hello();
  }

  #hello(behind = false) {
    if (!this.#joined) return;
    const hello = {
      kind: "hello" as const,
      tab: this.#tab,
      topics: this.#subscribers.topics,
      visible: this.#isVisible(),
      cursor: this.#subscribers.cursor,
      behind,
    };
    if (this.#leader) this.#leader.hello(hello);
    else this.#post(hello);
  }

  #post(message: TabMessage) {
    this.#channel?.postMessage(message);
  }

  #isVisible() {
    return document.visibilityState === "visible";
  }

  readonly #pageChanged = ({ type }: Event) => {
    if (type === "pagehide" || type === "freeze") return this.#leave();
    if (type === "online" || type === "offline") {
      this.#leader?.networkChanged();
      if (!navigator.onLine) this.status.enter("offline");
    }
    this.#settleSoon();
  };
}
