import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveEvent } from "#app/features/outbox/live-event.ts";
import { LiveStream } from "#app/features/outbox/live-stream.ts";
import { RecentBatches } from "#app/features/outbox/recent-batches.ts";
import { StreamLeader } from "#app/features/outbox/stream-leader.ts";
import type { TabMessage } from "#app/features/outbox/tab-messages.ts";
import type { Topic } from "#db/schema.ts";

/** The browser's EventSource, with the server's side in the test's hands. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static latest: FakeSource;
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor() {
    super();
    FakeSource.latest = this;
  }

  close() {
    this.readyState = 2;
  }
}

/** The other tabs of this browser, in the test's hands. */
class FakeChannel {
  static named = new Map<string, FakeChannel>();
  onmessage: ((message: { data: TabMessage }) => void) | null = null;
  readonly said: TabMessage[] = [];

  constructor(name: string) {
    FakeChannel.named.set(name, this);
  }

  postMessage(message: TabMessage) {
    this.said.push(message);
  }

  close() {
    this.onmessage = null;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function lead(topics: Topic[]) {
  const sent: TabMessage[] = [];
  const leader = new StreamLeader({
    viewer: "usr_1",
    cursor: "epoch-5-1",
    topics,
    recent: new RecentBatches(),
    send: (message) => void sent.push(message),
  });
  const follow = async (followed: Topic[]) => {
    leader.hello({
      kind: "hello",
      tab: "one",
      topics: followed,
      visible: true,
      cursor: "epoch-5-1",
      behind: false,
    });
    await vi.advanceTimersByTimeAsync(0);
  };
  const gaps = () => sent.flatMap((message) => (message.kind === "gap" ? [message.topics] : []));
  const covered = () => sent.findLast((message) => message.kind === "state")?.topics;
  return { leader, follow, gaps, covered };
}

test("what a page follows anew is told as missed once a connection opens, though the first for it never did", async () => {
  const { leader, follow, gaps, covered } = lead(["payments"]);
  await follow(["payments"]);
  FakeSource.latest.onopen?.();
  expect(gaps()).toEqual([]);
  await follow(["payments", "users"]);
  // Another page is opened before the connection stands.
  await follow(["exceptions"]);
  expect(covered(), "whoever leads next must not take these for heard").toEqual(["payments"]);
  FakeSource.latest.onopen?.();
  expect(gaps()).toEqual([["users", "exceptions"]]);
  await follow(["exceptions"]);
  expect(covered()).toEqual(["exceptions", "payments", "users"]);
  leader.close();
});

test("a tab that had not come so far when others miss one topic loads anew whatever it follows", async () => {
  vi.stubGlobal("BroadcastChannel", FakeChannel);
  vi.stubGlobal("navigator", {
    onLine: true,
    locks: { request: () => new Promise(() => undefined) },
  });
  const stream = new LiveStream();
  const heard: LiveEvent[] = [];
  const onGap = vi.fn();
  const stop = stream.subscribe({
    topics: ["payments"],
    onEvents: (events) => void heard.push(...events),
    onGap,
  });
  stream.follow("usr_1", "epoch-5-0");
  await vi.advanceTimersByTimeAsync(10);
  const channel = FakeChannel.named.get("bursar-live:usr_1")!;
  const says = (data: TabMessage) => channel.onmessage?.({ data });
  // The leader is further; this tab's question for what it missed and the leader's word about another topic cross.
  says({ kind: "gap", tab: null, topics: ["users"], cursor: "epoch-8-1" });
  expect(onGap).toHaveBeenCalledOnce();
  says({ kind: "gap", tab: null, topics: ["users"], cursor: "epoch-8-1" });
  expect(onGap, "by now it has come so far").toHaveBeenCalledOnce();
  stop();
  await vi.advanceTimersByTimeAsync(10);
});
