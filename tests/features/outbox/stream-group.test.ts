import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { OutboxEvent } from "#app/features/outbox/read-events.server.ts";
import { StreamGroup } from "#app/features/outbox/stream-group.server.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const since = { epoch: "e", xid: 1n, seq: 0 };

function event(seq: number): OutboxEvent {
  const subject = { type: "payment", id: "pay_1", version: seq };
  const cursor = `e-5-${seq}`;
  return {
    xid: 5n,
    seq,
    cursor,
    topic: "payments",
    kind: "payment.succeeded",
    subject,
    audience: [],
    at: new Date(),
    json: "{}",
  };
}

/** The clock is the test's; the turns in which a full group is written to are real. */
async function pass(milliseconds: number) {
  await vi.advanceTimersByTimeAsync(milliseconds);
  for (let turns = 0; turns < 12; turns++) await turn();
}

/** How many messages each of so many readers gets in a second of an event every 5 ms, and the ids they end at. */
async function aSecondOfEvents(readers: number) {
  const group = new StreamGroup({ key: "all", sees: () => true });
  const heard: string[][] = Array.from({ length: readers }, () => []);
  for (const messages of heard)
    group.members.add({
      since,
      send: (bytes) => void messages.push(Buffer.from(bytes).toString().split("\n")[0]!),
    });
  for (let seq = 1; seq <= 200; seq++) {
    group.take([event(seq)]);
    await pass(5);
  }
  await pass(200);
  group.close();
  return heard;
}

test("a full office gets fewer messages each, and everyone the last event", async () => {
  const [few] = await aSecondOfEvents(10);
  const many = await aSecondOfEvents(400);
  expect(many[0]!.length).toBeLessThan(few!.length / 2);
  for (const messages of [few!, ...many]) expect(messages.at(-1)).toBe("id: e-5-200");
  expect(many.flat().length).toBeLessThanOrEqual(5_000 * 1.3);
});
