import { expect, test, vi } from "vitest";
import { createBatcher } from "#app/lib/batcher.ts";

test("calls of one turn go together, and so do those that come meanwhile", async () => {
  const batches: string[][] = [];
  const first = Promise.withResolvers<void>();
  const add = createBatcher<string>({
    lanes: 1,
    largest: 3,
    flush: async (items) => {
      batches.push(items);
      if (batches.length === 1) await first.promise;
    },
  });
  const all = ["a", "b"].map((item) => add(item));
  await vi.waitFor(() => expect(batches).toHaveLength(1));
  all.push(...["c", "d", "e", "f"].map((item) => add(item)));
  first.resolve();
  await Promise.all(all);
  expect(batches).toEqual([["a", "b"], ["c", "d", "e"], ["f"]]);
});

test("one bad item fails itself and nobody else", async () => {
  const stored: string[] = [];
  const held = Promise.withResolvers<void>();
  const add = createBatcher<string>({
    lanes: 1,
    largest: 10,
    flush: async (items) => {
      if (items[0] === "first") await held.promise;
      if (items.includes("bad")) throw new Error("no room for it");
      stored.push(...items);
    },
  });
  const results = Promise.allSettled(["first", "good", "bad", "fine"].map((item) => add(item)));
  held.resolve();
  expect((await results).map((one) => one.status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  expect(stored.sort()).toEqual(["fine", "first", "good"]);
});

test("a batch that failed as a whole keeps nobody waiting for the others' second try", async () => {
  let running = 0;
  let most = 0;
  const held = Promise.withResolvers<void>();
  const add = createBatcher<number>({
    lanes: 1,
    largest: 64,
    flush: async (items) => {
      if (items[0] === 0) await held.promise;
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      throw new Error("database gone");
    },
  });
  const results = Promise.allSettled(Array.from({ length: 21 }, (_, item) => add(item)));
  held.resolve();
  expect((await results).every((one) => one.status === "rejected")).toBe(true);
  expect(most).toBe(21);
});

test("never more than its lanes are busy, and a failure frees its lane", async () => {
  let busy = 0;
  let most = 0;
  const add = createBatcher<number>({
    lanes: 2,
    largest: 1,
    flush: async ([item]) => {
      busy += 1;
      most = Math.max(most, busy);
      await new Promise((next) => setImmediate(next));
      busy -= 1;
      if (item! % 2) throw new Error("odd");
    },
  });
  const results = await Promise.allSettled([0, 1, 2, 3, 4, 5].map((item) => add(item)));
  expect(results.map((one) => one.status === "fulfilled")).toEqual([true, false, true, false, true, false]);
  expect(most).toBe(2);
});

test("with patience, whatever arrives during a flush goes together into the next, through one lane", async () => {
  const flushed: number[][] = [];
  const first = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();
  const add = createBatcher<number>({
    lanes: 3,
    largest: 64,
    patienceMs: 60_000,
    flush: async (items) => {
      flushed.push(items);
      began.resolve();
      if (flushed.length === 1) await first.promise;
    },
  });
  const calls = [add(0)];
  await began.promise;
  for (const item of [1, 2, 3]) {
    calls.push(add(item));
    await new Promise((next) => setImmediate(next));
  }
  first.resolve();
  await Promise.all(calls);
  // And who comes when all is done waits for nobody.
  await add(4);
  expect(flushed).toEqual([[0], [1, 2, 3], [4]]);
});

test("a flush that hangs is passed by once those behind it have waited long enough", async () => {
  const hangs = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();
  const add = createBatcher<string>({
    lanes: 2,
    largest: 64,
    patienceMs: 5,
    flush: async ([item]) => {
      began.resolve();
      if (item === "hangs") await hangs.promise;
    },
  });
  const hanging = add("hangs");
  await began.promise;
  await Promise.all([add("next"), add("one more")]);
  await add("later");
  hangs.resolve();
  await hanging;
});
