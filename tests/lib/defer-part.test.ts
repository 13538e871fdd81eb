import { expect, test, vi } from "vitest";
import { streamTimeout } from "#app/entry.server.tsx";
import { deferPart, loadParts } from "#app/lib/defer-part.server.ts";
import { log } from "#app/lib/logger.server.ts";

test("a part that fails is an id that is in the log, and nothing of the error", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const part = await deferPart("revenue", Promise.reject(new Error("password in here")));
  expect(part).toEqual({ errorId: expect.stringMatching(/^err_/) });
  expect(logged.mock.calls[0]![0]).toMatchObject(part);
  expect(await deferPart("revenue", Promise.resolve(5))).toEqual({ value: 5 });
});

const after = (ms: number) => new Promise<number>((resolve) => setTimeout(() => resolve(ms), ms));
const here = (query = "") => new Request(`http://localhost/admin${query}`);

test("what comes or fails within a blink is there at once; what is slow stays a promise", async () => {
  vi.spyOn(log, "error").mockImplementation(() => undefined);
  const slow = Promise.withResolvers<number>();
  const parts = await loadParts(here(), {
    quick: () => after(5),
    slow: () => slow.promise,
    failed: () => Promise.reject(new Error("no")),
  });
  expect(parts.quick).toEqual({ value: 5 });
  expect(parts.failed).toEqual({ errorId: expect.stringMatching(/^err_/) });
  expect(parts.slow).toBeInstanceOf(Promise);
  slow.resolve(400);
  expect(await parts.slow).toEqual({ value: 400 });
});

test("a part that hangs is given up before the page is, and says so like any other failure", async () => {
  vi.useFakeTimers();
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const part = deferPart("hanging", new Promise<number>(() => undefined));
  await vi.advanceTimersByTimeAsync(streamTimeout - 500);
  expect(await Promise.race([part, "still waiting"])).toEqual({ errorId: expect.stringMatching(/^err_/) });
  expect(logged.mock.lastCall![0]).toMatchObject({ part: "hanging", errorId: expect.any(String) });
  vi.useRealTimers();
});

test("whoever tries one part again has that one alone done; a part nobody knows is all of them", async () => {
  const work = { revenue: vi.fn(() => after(1)), feed: vi.fn(() => after(2)) };
  expect(await loadParts(here("?days=30&part=feed"), work)).toEqual({ feed: { value: 2 } });
  expect(work.revenue).not.toHaveBeenCalled();
  expect(Object.keys(await loadParts(here("?part=constructor"), work))).toEqual(["revenue", "feed"]);
});
