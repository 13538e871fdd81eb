import { expect, test, vi } from "vitest";
import { streamTimeout } from "#app/entry.server.tsx";
import { awaitQuick, deferPart } from "#app/lib/defer-part.server.ts";
import { log } from "#app/lib/logger.server.ts";

test("a part that fails is an id that is in the log, and nothing of the error", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const part = await deferPart("revenue", Promise.reject(new Error("password in here")));
  expect(part).toEqual({ errorId: expect.stringMatching(/^err_/) });
  expect(logged.mock.calls[0]![0]).toMatchObject(part);
  expect(await deferPart("revenue", Promise.resolve(5))).toEqual({ value: 5 });
});

test("what comes within a blink is there at once; what is slow or failed stays a promise", async () => {
  vi.spyOn(log, "error").mockImplementation(() => undefined);
  const after = (ms: number) => new Promise<number>((resolve) => setTimeout(() => resolve(ms), ms));
  const began = performance.now();
  const parts = await awaitQuick({
    quick: deferPart("quick", after(5)),
    slow: deferPart("slow", after(400)),
    failed: deferPart("failed", Promise.reject(new Error("no"))),
  });
  expect(performance.now() - began).toBeLessThan(300);
  expect(parts.quick).toEqual({ value: 5 });
  expect(parts.failed).toBeInstanceOf(Promise);
  expect(parts.slow).toBeInstanceOf(Promise);
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
