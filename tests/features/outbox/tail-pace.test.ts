import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type EventsRead, readEvents } from "#app/features/outbox/read-events.server.ts";
import { OutboxTail } from "#app/features/outbox/tail.server.ts";
import type { Db } from "#app/lib/db.server.ts";

// No database and no real clock: how far apart the tail looks is decided by what it read and by the time alone.
vi.mock("#app/features/outbox/read-events.server.ts", () => ({ readEvents: vi.fn() }));
vi.mock("#app/features/outbox/epoch.server.ts", () => ({ currentEpoch: vi.fn(async () => "e") }));

const pollMs = 1_000;
let tail: OutboxTail;
let hint: () => void;
/** When each look began, in milliseconds since the first one. */
let looks: number[];
let startedAt: number;
/** What the next looks find. */
let found: Pick<EventsRead, "events" | "heldBack">;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  looks = [];
  found = { events: [], heldBack: true };
  vi.mocked(readEvents).mockImplementation(async () => {
    looks.push(performance.now() - startedAt);
    return { ...found, heldBackTopics: new Set(), more: false, horizon: { xmin: 7n, held: found.heldBack } };
  });
  tail = new OutboxTail({
    db: () => ({}) as Db,
    pollMs,
    onHint: (look) => {
      hint = look;
      return () => undefined;
    },
  });
  vi.spyOn(tail.horizon, "watch").mockResolvedValue({ xmin: 7n });
  startedAt = performance.now();
  await tail.start();
});

afterEach(async () => {
  const stopped = tail.stop();
  await vi.advanceTimersByTimeAsync(pollMs);
  await stopped;
  vi.useRealTimers();
});

const oneEvent = [{ xid: 7n, seq: 1 }] as EventsRead["events"];

test("what is held back is looked for again after a quarter of the time it has lasted, within 10 and 250 ms", async () => {
  await vi.advanceTimersByTimeAsync(2_000);
  expect(looks).toEqual([
    0, 10, 20, 30, 40, 50, 62, 77, 96, 120, 150, 187, 233, 291, 363, 453, 566, 707, 883, 1103, 1353, 1603,
    1853,
  ]);
});

test("a look that brings something begins the pace anew: what is still held back came later", async () => {
  await vi.advanceTimersByTimeAsync(1_120);
  looks.length = 0;
  found = { events: oneEvent, heldBack: true };
  await vi.advanceTimersByTimeAsync(233);
  found = { events: [], heldBack: true };
  await vi.advanceTimersByTimeAsync(60);
  expect(looks).toEqual([1353, 1363, 1373, 1383, 1393, 1403]);
});

test("with nothing held back any more only a hint, or the poll, makes it look; then the pace begins anew", async () => {
  await vi.advanceTimersByTimeAsync(25);
  found = { events: [], heldBack: false };
  await vi.advanceTimersByTimeAsync(5);
  looks.length = 0;
  await vi.advanceTimersByTimeAsync(999);
  expect(looks).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(looks).toEqual([1030]);
  await vi.advanceTimersByTimeAsync(500);
  hint();
  await vi.advanceTimersByTimeAsync(0);
  expect(looks).toEqual([1030, 1530]);
  found = { events: [], heldBack: true };
  await vi.advanceTimersByTimeAsync(500);
  hint();
  await vi.advanceTimersByTimeAsync(25);
  expect(looks.slice(2)).toEqual([2030, 2040, 2050]);
});
