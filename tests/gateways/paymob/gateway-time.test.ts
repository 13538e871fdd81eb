import { expect, test } from "vitest";
import { isTimestamp, readTime } from "#app/gateways/paymob/gateway-time.ts";

test.each([
  ["2024-06-13T11:33:44.592345", "2024-06-13T08:33:44.592Z"], // Cairo in summer, as data.created_at of the sample says
  ["2026-01-10T00:01:51.305855", "2026-01-09T22:01:51.305Z"], // Cairo in winter
  ["2024-01-10T00:01:51", "2024-01-09T22:01:51.000Z"],
  ["2025-10-12T18:52:15.803661+03:00", "2025-10-12T15:52:15.803Z"],
  ["2024-10-03T21:03:33.057183+04:00", "2024-10-03T17:03:33.057Z"],
  ["2024-10-31T23:30:00", "2024-10-31T20:30:00.000Z"], // the hour that occurs twice: the first of the two
  ["2024-04-26T00:30:00", "2024-04-25T22:30:00.000Z"], // the hour that does not exist
])("%s is %s", (text, instant) => {
  expect(readTime(text)?.toISOString()).toBe(instant);
});

test.each([
  "2024-06-13T11:33:44.",
  "2024-06-13T11:33:44.5923456",
  "2024-06-13 11:33:44",
  "2024-06-13T11:33",
  "2024-02-30T11:33:44",
  "2024-06-13T25:33:44",
  "24-06-13T11:33:44",
  "12024-06-13T11:33:44",
  "2024-06-13T11:33:44+0300",
  "2024-06-13T11:33:44 03:00",
  "",
])("%j is no timestamp", (text) => {
  expect(isTimestamp(text)).toBe(false);
  expect(readTime(text)).toBeNull();
});
