import { createRemixStub } from "@remix-run/testing";
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveIndicator } from "#app/features/outbox/live-indicator.tsx";
import { LivePages, useLiveEvents } from "#app/features/outbox/live-updates.tsx";
import type { Topic } from "#db/schema.ts";
import { Words } from "#tests/support/words.tsx";

let seq = 0;
/** Cursors only grow, through all tests of this file: they share one tab. */
const nextCursor = () => `epoch-1-${++seq}`;

/** The browser's EventSource, with the server's side in the test's hands. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static open: FakeSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    FakeSource.open.push(this);
  }

  close() {
    this.readyState = 2;
    FakeSource.open = FakeSource.open.filter((one) => one !== this);
  }

  opens() {
    this.readyState = 1;
    this.onopen?.();
  }

  fails(readyState: number) {
    this.readyState = readyState;
    this.onerror?.();
  }

  sends(topic: Topic): string {
    const cursor = nextCursor();
    const data = JSON.stringify([{ cursor, topic, kind: "payment.succeeded" }]);
    this.dispatchEvent(new MessageEvent("batch", { data, lastEventId: cursor }));
    return cursor;
  }
}

let visibility: DocumentVisibilityState = "visible";

beforeEach(() => {
  vi.stubGlobal("EventSource", FakeSource);
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
  vi.useFakeTimers();
});

afterEach(async () => {
  // The tab leaves its stream a moment after the page did: within this test's time.
  cleanup();
  await vi.advanceTimersByTimeAsync(50);
  visibility = "visible";
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const source = () => FakeSource.open.at(-1)!;

async function changeVisibility(to: DocumentVisibilityState) {
  visibility = to;
  document.dispatchEvent(new Event("visibilitychange"));
  await pass(0);
}

let heard: Topic[][] = [];

function Page() {
  useLiveEvents(["payments", "users"], (events) => void heard.push(events.map((event) => event.topic)));
  return (
    <>
      <LivePages viewer="usr_1" position={null} />
      <LiveIndicator />
    </>
  );
}

async function openPage() {
  heard = [];
  const loads = vi.fn(() => null);
  const Stub = createRemixStub([
    { id: "page", path: "/", Component: Page, loader: loads, handle: { follows: ["payments"] } },
  ]);
  const page = render(<Stub hydrationData={{ loaderData: { page: null } }} />, { wrapper: Words });
  await pass(50);
  source().opens();
  await pass(600);
  loads.mockClear();
  return { loads, page };
}

test("a change loads the page anew, a burst at most twice a second", async () => {
  const { loads } = await openPage();
  for (let i = 0; i < 20; i++) {
    source().sends("payments");
    await pass(50);
  }
  await pass(600);
  expect(loads.mock.calls.length).toBeGreaterThanOrEqual(2);
  expect(loads.mock.calls.length).toBeLessThanOrEqual(4);
});

test("a topic that the page does not read does not load it, and is heard by who asked", async () => {
  const { loads } = await openPage();
  expect(new URL(source().url, "http://x").searchParams.get("topics")).toBe("payments,users");
  source().sends("users");
  await pass(600);
  expect(loads).not.toHaveBeenCalled();
  expect(heard).toEqual([["users"]]);
});

test("a hidden tab neither loads nor stays connected, and catches up from its cursor when seen again", async () => {
  const { loads } = await openPage();
  source().sends("payments");
  await pass(600);
  loads.mockClear();
  await changeVisibility("hidden");
  const last = source().sends("payments");
  await pass(16_000);
  expect(loads).not.toHaveBeenCalled();
  expect(FakeSource.open).toEqual([]);
  await changeVisibility("visible");
  await pass(600);
  expect(loads).toHaveBeenCalledOnce();
  expect(source().url).toContain(`after=${last}`);
});

test("leaving the page closes the stream, and so does removing what followed", async () => {
  const { page } = await openPage();
  window.dispatchEvent(new Event("pagehide"));
  expect(FakeSource.open).toEqual([]);
  window.dispatchEvent(new Event("pageshow"));
  await pass(50);
  expect(FakeSource.open).toHaveLength(1);
  page.unmount();
  await pass(50);
  expect(FakeSource.open).toEqual([]);
});

test("a reset loads the page anew", async () => {
  const { loads } = await openPage();
  source().dispatchEvent(new MessageEvent("reset", { data: "{}", lastEventId: nextCursor() }));
  await pass(600);
  expect(loads).toHaveBeenCalledOnce();
});

test("the indicator says that the stream's server cannot read what is new, as of when, and when it can again", async () => {
  vi.setSystemTime("2026-12-03T10:02:30Z");
  await openPage();
  const tell = (name: string, data: object) =>
    act(async () => void source().dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) })));
  await tell("behind", { lateMs: 60_000 });
  expect(screen.getByText("Live paused").nextSibling?.textContent).toContain("10:01");
  // It is there all the same: nobody takes its place.
  const held = source();
  await pass(20_000);
  expect(source()).toBe(held);
  await tell("current", {});
  expect(screen.getByText("Live")).toBeTruthy();
});

test("the indicator says live, reconnecting and offline in words, and a refused stream is tried again", async () => {
  await openPage();
  expect(screen.getByText("Live")).toBeTruthy();
  await act(async () => source().fails(0));
  expect(screen.getByText("Reconnecting")).toBeTruthy();
  await act(async () => source().opens());
  expect(screen.getByText("Live")).toBeTruthy();
  const refused = source();
  await act(async () => refused.fails(2));
  await pass(3_000);
  expect(source()).not.toBe(refused);
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  await act(async () => void window.dispatchEvent(new Event("offline")));
  expect(screen.getByText("Offline")).toBeTruthy();
});
