import { expect, test } from "vitest";
import { every } from "#app/lib/every.server.ts";

test("a run that throws is followed by the next; the signal ends it after the run under way", async () => {
  const stop = new AbortController();
  let runs = 0;
  await every(1, "test", stop.signal, async () => {
    runs += 1;
    if (runs === 1) throw new Error("once");
    if (runs === 3) stop.abort();
  });
  expect(runs).toBe(3);
});

test("what is stopped before it begins never runs", async () => {
  let runs = 0;
  await every(1, "test", AbortSignal.abort(), async () => {
    runs += 1;
  });
  expect(runs).toBe(0);
});
