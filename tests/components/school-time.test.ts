import { expect, test } from "vitest";
import { formatAgo, formatDay, formatInstant, formatMoment } from "#app/components/school-time.ts";

const noon = Date.UTC(2026, 11, 3, 12, 0, 0);
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

test.each([
  [0, "just now"],
  [59 * second, "just now"],
  [minute, "1 min ago"],
  [59 * minute + 59 * second, "59 min ago"],
  [hour, "1 h ago"],
  [23 * hour + 59 * minute, "23 h ago"],
  [24 * hour, "2 Dec 2026, 14:00"],
  [-30 * second, "in a moment"],
  [-2 * hour, "in 2 h"],
  [-48 * hour, "5 Dec 2026, 14:00"],
])("%d ms ago reads %s", (past, words) => {
  expect(formatAgo(noon - past, noon, "Africa/Cairo")).toBe(words);
});

test("the day is the school's, not UTC's", () => {
  const late = Date.UTC(2026, 11, 31, 22, 30);
  expect(formatMoment(late, "Africa/Cairo")).toBe("1 Jan 2027, 00:30");
  expect(formatDay(late, "UTC")).toBe("31 Dec 2026");
});

test("the exact instant names its zone and offset, in summer and in winter", () => {
  expect(formatInstant("2026-12-03T08:02:07Z", "Africa/Cairo")).toBe(
    "2026-12-03 10:02:07 Africa/Cairo (UTC+02:00)",
  );
  expect(formatInstant("2026-07-03T08:02:07Z", "Africa/Cairo")).toBe(
    "2026-07-03 11:02:07 Africa/Cairo (UTC+03:00)",
  );
  expect(formatInstant(noon, "UTC")).toBe("2026-12-03 12:00:00 UTC (UTC+00:00)");
});
