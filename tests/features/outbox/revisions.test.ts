import { expect, test } from "vitest";
import type { OutboxEvent } from "#app/features/outbox/read-events.server.ts";
import { Revisions } from "#app/features/outbox/revisions.server.ts";
import type { OutboxTail } from "#app/features/outbox/tail.server.ts";
import type { Topic } from "#db/schema.ts";

function followed() {
  let tell: (events: OutboxEvent[]) => void = () => undefined;
  let reset: () => void = () => undefined;
  const tail = {
    position: { epoch: "first", xid: 10n, seq: 0 },
    isCurrent: (_topic?: Topic) => true,
    subscribe: (onEvents: typeof tell, onReset: typeof reset) => {
      tell = onEvents;
      reset = onReset;
    },
  };
  const event = (cursor: string, topic: Topic, audience: string[] = [], kind = "something.happened") =>
    tell([{ cursor, topic, audience, kind } as OutboxEvent]);
  return { revisions: new Revisions(tail as unknown as OutboxTail), tail, event, reset: () => reset() };
}

test("a topic's revision moves with its own events only", () => {
  const { revisions, event } = followed();
  expect(revisions.ofTopic("payments")).toBe("first-10-0");
  event("first-11-1", "payments");
  expect(revisions.ofTopic("payments")).toBe("first-11-1");
  expect(revisions.ofTopic("users")).toBe("first-10-0");
});

test("a student's revision moves with what they may see", () => {
  const { revisions, event } = followed();
  event("first-11-1", "payments", ["usr_a"]);
  event("first-12-2", "enrollments", ["usr_b"]);
  expect([revisions.ofStudent("usr_a"), revisions.ofStudent("usr_b")]).toEqual(["first-11-1", "first-12-2"]);
});

test("students who are forgotten get a younger revision than theirs, never an older one", () => {
  const { revisions, event } = followed();
  event("first-11-1", "payments", ["usr_a"]);
  for (let i = 0; i < 20_000; i++) event(`first-12-${i}`, "payments", [`usr_${i}`]);
  expect(revisions.ofStudent("usr_a")).toBe("first-11-1");
  event("first-13-1", "payments", ["usr_more"]);
  expect(revisions.ofStudent("usr_0")).toBe("first-12-0");
  expect(revisions.ofStudent("usr_19999")).toBe("first-12-19999");
});

test("another database run forgets everything", () => {
  const { revisions, event, tail, reset } = followed();
  event("first-11-1", "payments", ["usr_a"]);
  tail.position = { epoch: "second", xid: 3n, seq: 0 };
  reset();
  expect([revisions.ofTopic("payments"), revisions.ofStudent("usr_a")]).toEqual(["second-3-0", "second-3-0"]);
});

test("while the tail does not know all that changed of a topic, the topic has no revision", () => {
  const { revisions, tail } = followed();
  tail.isCurrent = (topic) => topic !== "payments";
  expect(revisions.ofTopic("payments")).toBeUndefined();
  expect(revisions.ofTopic("users")).toBe("first-10-0");
  expect(revisions.ofStudent("usr_a")).toBeUndefined();
});

test("daily sums and who looks at what move with nearly every change, and no list with them", () => {
  const { revisions, tail, event } = followed();
  event("first-11-1", "operations", [], "rollups.moved");
  event("first-12-2", "operations", [], "presence.changed");
  expect(revisions.ofTopic("operations")).toBe("first-10-0");
  expect([revisions.ofTopic("rollups"), revisions.ofTopic("presence")]).toEqual(["first-11-1", "first-12-2"]);
  event("first-13-3", "operations", [], "bulk.progressed");
  expect(revisions.ofTopic("operations")).toBe("first-13-3");
  tail.isCurrent = (topic) => topic !== "operations";
  expect(revisions.ofTopic("rollups")).toBeUndefined();
});
