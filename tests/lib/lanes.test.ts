import { expect, test } from "vitest";
import { createLanes } from "#app/lib/lanes.ts";

test("no more lanes are taken than there are, and a given one can be taken again", () => {
  const lanes = createLanes(2);
  expect([lanes.tryTake(), lanes.tryTake(), lanes.tryTake()]).toEqual([true, true, false]);
  lanes.give();
  expect([lanes.tryTake(), lanes.tryTake()]).toEqual([true, false]);
});

test("who comes back for a lane goes before new work", async () => {
  const told: string[] = [];
  const lanes = createLanes(1, () => told.push("free"));
  expect(lanes.tryTake()).toBe(true);
  const back = lanes.take().then(() => told.push("back"));
  lanes.give();
  await back;
  expect(lanes.tryTake()).toBe(false);
  lanes.give();
  expect(told).toEqual(["back", "free"]);
});
