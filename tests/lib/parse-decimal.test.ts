import { expect, test } from "vitest";
import { decimalOf, formatMoney, minorDigits, parseDecimal } from "#app/lib/money.ts";
import { instantIn, localIn } from "#app/lib/zoned-time.ts";

test.each([
  ["4500", "EGP", 450_000],
  ["4,500.00", "EGP", 450_000],
  ["4500.5", "EGP", 450_050],
  [" 0.29 ", "EGP", 29],
  ["36.25", "OMR", 36_250],
  ["36.250", "OMR", 36_250],
  ["٤٥٠٫٥٠", "EGP", 45_050],
  ["1000", "JPY", 1_000],
  ["1 234 567.89", "ZAR", 123_456_789],
  ["4500.", "EGP", 450_000],
])("%s %s is %i", (text, currency, minor) => expect(parseDecimal(text, currency)).toBe(minor));

test.each([
  ["", "EGP"],
  ["4500.505", "EGP"],
  ["36.2501", "OMR"],
  ["10.5", "JPY"],
  ["-5", "EGP"],
  ["4,5", "EGP"],
  ["4.500,00", "EGP"],
  ["1e3", "EGP"],
  ["EGP 4500", "EGP"],
  ["99999999999999999", "EGP"],
])("%s %s is no amount", (text, currency) => expect(parseDecimal(text, currency)).toBeNull());

// gateways.md P1: Paymob takes PKR in hundredths; Intl has no digits for it and others, ISO 4217 has.
test.each([
  ["PKR", 2, "PKR 5,000.00"],
  ["HUF", 2, "HUF 5,000.00"],
  ["IQD", 3, "IQD 500.000"],
  ["JOD", 3, "JOD 500.000"],
  ["BHD", 3, "BHD 500.000"],
  ["JPY", 0, "JPY 500,000"],
  ["EGP", 2, "EGP 5,000.00"],
])("%s counts by ISO 4217: %i digits", (currency, digits, shown) => {
  expect(minorDigits(currency)).toBe(digits);
  expect(formatMoney({ minor: 500_000, currency })).toBe(shown);
  expect(parseDecimal(shown.slice(4), currency)).toBe(500_000);
  expect(decimalOf({ minor: 500_000, currency })).toBe(shown.slice(4).replace(",", ""));
});

test("what is written is read back, for every digit", () => {
  for (const currency of ["EGP", "OMR", "JPY"])
    for (let minor = 1; minor < 2_000; minor += 7)
      expect(parseDecimal(decimalOf({ minor, currency }), currency)).toBe(minor);
});

test("the clock of a zone and its instants, over the change of summer time", () => {
  expect(instantIn("Africa/Cairo", "2026-12-03T18:00")?.toISOString()).toBe("2026-12-03T16:00:00.000Z");
  expect(instantIn("Africa/Cairo", "2026-07-03T18:00")?.toISOString()).toBe("2026-07-03T15:00:00.000Z");
  for (const local of ["2026-01-01T00:00", "2026-04-24T12:00", "2026-10-29T23:30", "2028-02-29T09:15"])
    expect(localIn("Africa/Cairo", instantIn("Africa/Cairo", local)!)).toBe(local);
  expect(instantIn("Africa/Cairo", "tomorrow")).toBeNull();
  expect(instantIn("Africa/Cairo", "2026-13-40T10:00")).toBeNull();
});
