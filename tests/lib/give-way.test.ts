import { expect, test } from "vitest";
import { GiveWay } from "#app/lib/give-way.server.ts";

const never = new AbortController().signal;

test("what can wait starts when the last urgent work is done", async () => {
  const way = new GiveWay();
  way.begin();
  way.begin();
  let started = false;
  const waiting = way.wait(60_000, never).then(() => {
    started = true;
  });
  way.end();
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(started).toBe(false);
  way.end();
  await waiting;
  expect(started).toBe(true);
});

test("between two pieces of urgent work that follow each other closely nothing else starts", async () => {
  const way = new GiveWay();
  let started = false;
  way.begin();
  way.end();
  const waiting = way.wait(60_000, never).then(() => {
    started = true;
  });
  for (let n = 0; n < 4; n++) {
    await new Promise((resolve) => setTimeout(resolve, 80));
    way.begin();
    way.end();
  }
  expect(started).toBe(false);
  await waiting;
});

test("it waits no longer than it was told, and not at all in a process that stops", async () => {
  const way = new GiveWay();
  way.begin();
  await way.wait(60, never);
  await way.wait(60_000, AbortSignal.abort());
});
