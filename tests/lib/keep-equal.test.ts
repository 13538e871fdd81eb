import { expect, test } from "vitest";
import { keepEqual } from "#app/lib/keep-equal.ts";

test("what equals is the object of before, also inside; what differs is new", () => {
  const before = { asked: { sort: "waiting" }, at: new Date(5), total: 2 };
  expect(keepEqual(before, { asked: { sort: "waiting" }, at: new Date(5), total: 2 })).toBe(before);
  const now = keepEqual(before, { asked: { sort: "waiting" }, at: new Date(6), total: 2 });
  expect(now).toEqual({ asked: { sort: "waiting" }, at: new Date(6), total: 2 });
  expect(now.asked).toBe(before.asked);
});

test("a row keeps its object where another left or came above it", () => {
  const [a, b, c] = ["a", "b", "c"].map((id) => ({ id, version: 1 }));
  const now = keepEqual(
    [a, b, c],
    [
      { id: "new", version: 1 },
      { id: "b", version: 1 },
      { id: "c", version: 2 },
    ],
  );
  expect(now[1]).toBe(b);
  expect(now[2]).toEqual({ id: "c", version: 2 });
  expect(now[2]).not.toBe(c);
});

test("a part that came or went makes a difference, and so does null", () => {
  expect(keepEqual({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  expect(keepEqual({ a: 1 }, { a: 1, b: undefined })).toHaveProperty("b");
  expect(keepEqual([1, 2, 3], [1, 2])).toEqual([1, 2]);
  expect(keepEqual({ a: { b: 1 } }, { a: null })).toEqual({ a: null });
  const promise = Promise.resolve();
  expect(keepEqual({ later: Promise.resolve() }, { later: promise }).later).toBe(promise);
});
