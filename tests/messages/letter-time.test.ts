import { expect, test } from "vitest";
import { formatLetterTime } from "#app/messages/letters.ts";

test("a mail tells the hour as the pages do, of twenty-four, in both languages", () => {
  const at = new Date("2026-11-30T12:12:00Z");
  expect(formatLetterTime(at, "en", "Africa/Cairo")).toBe("30 November 2026 at 14:12 GMT+2");
  expect(formatLetterTime(at, "ar", "Africa/Cairo")).toContain("14:12");
  expect(formatLetterTime(at, "ar", "Africa/Cairo")).not.toMatch(/[صم](?:\s|$)/u);
});
