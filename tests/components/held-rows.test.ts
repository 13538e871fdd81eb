import fc from "fast-check";
import { expect, test } from "vitest";
import { holdBack } from "#app/components/held-rows.ts";

const row = (n: number, status = "pending") => ({ id: `r${n}`, key: { at: `2026-01-${n + 10}` }, status });
/** A list that is one page, and the first of many. */
const whole = { pageFull: false, newestFirst: true };
const first = { pageFull: true, newestFirst: true };
const ids = (rows: Array<{ id: string }>) => rows.map((one) => one.id);

test("newer rows wait, and are counted", () => {
  const { shown, waiting } = holdBack([row(3), row(2)], [row(5), row(4), row(3), row(2)], whole);
  expect([ids(shown), waiting]).toEqual([["r3", "r2"], 2]);
});

test("a changed row changes in its place", () => {
  const { shown } = holdBack([row(3), row(2)], [row(4), row(3, "succeeded"), row(2)], whole);
  expect(shown[0]!.status).toBe("succeeded");
});

test("a row that left the list goes; one that was pushed off the page by newer ones stays", () => {
  expect(ids(holdBack([row(3), row(2), row(1)], [row(3), row(1)], whole).shown)).toEqual(["r3", "r1"]);
  const pushed = holdBack([row(2), row(1)], [row(4), row(3), row(2)], first);
  expect([ids(pushed.shown), pushed.waiting]).toEqual([["r2", "r1"], 2]);
});

test("a whole page of newer rows leaves what is read where it is", () => {
  const { shown, waiting } = holdBack([row(2), row(1)], [row(6), row(5)], first);
  expect([ids(shown), waiting]).toEqual([["r2", "r1"], 2]);
});

test("an empty list has nobody reading: the first rows come in at once", () => {
  expect(holdBack([], [row(1)], whole)).toEqual({ shown: [row(1)], waiting: 0 });
});

test("older rows fill up the end", () => {
  const { shown, waiting } = holdBack([row(3), row(2)], [row(3), row(1)], whole);
  expect([ids(shown), waiting]).toEqual([["r3", "r1"], 0]);
});

test("in a queue, oldest first, a page none of whose rows is left was worked off: the next ones show", () => {
  const { shown, waiting } = holdBack([row(1), row(2)], [row(3), row(4)], { ...first, newestFirst: false });
  expect([ids(shown), waiting]).toEqual([["r3", "r4"], 0]);
});

test("what is shown stays as it is when the same rows are looked at again", () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 8 });
  fc.assert(
    fc.property(numbers, numbers, fc.boolean(), fc.boolean(), (before, now, pageFull, newestFirst) => {
      const fresh = now.map((n) => row(n));
      const edges = { pageFull, newestFirst };
      const { shown } = holdBack(
        before.map((n) => row(n)),
        fresh,
        edges,
      );
      expect(ids(holdBack(shown, fresh, edges).shown)).toEqual(ids(shown));
    }),
    { numRuns: 2_000 },
  );
});
