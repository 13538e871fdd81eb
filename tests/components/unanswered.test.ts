import { expect, test } from "vitest";
import { askOrTell } from "#app/components/unanswered.ts";

/** What Remix throws for an answer with a status of failure. */
const answered = (status: number, data: unknown) => ({ status, statusText: "", internal: false, data });
const failing = (error: unknown) => askOrTell(() => Promise.reject(error));

test("an answer is handed on", async () => {
  expect(await askOrTell(async () => ({ outcome: "decided" }))).toEqual({ outcome: "decided" });
});

test("a server out of reach, and one that failed, are told with what is known of it", async () => {
  expect(await failing(new TypeError("Failed to fetch"))).toEqual({ unanswered: true, errorId: null });
  expect(await failing(answered(500, { errorId: "err_7" }))).toEqual({
    unanswered: true,
    errorId: "err_7",
  });
  expect(await failing(answered(503, "busy"))).toEqual({ unanswered: true, errorId: null });
});

test("what is an answer, or a fault of the page's own, is not swallowed", async () => {
  const forbidden = answered(403, { permission: "enrollment:decide" });
  await expect(failing(forbidden)).rejects.toBe(forbidden);
  const fault = new TypeError("x is not a function");
  await expect(failing(fault)).rejects.toBe(fault);
});
