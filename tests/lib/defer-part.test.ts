import { expect, test, vi } from "vitest";
import { deferPart } from "#app/lib/defer-part.server.ts";
import { log } from "#app/lib/logger.server.ts";

test("a part that fails is an id that is in the log, and nothing of the error", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const part = await deferPart("revenue", Promise.reject(new Error("password in here")));
  expect(part).toEqual({ errorId: expect.stringMatching(/^err_/) });
  expect(logged.mock.calls[0]![0]).toMatchObject(part);
  expect(await deferPart("revenue", Promise.resolve(5))).toEqual({ value: 5 });
});
