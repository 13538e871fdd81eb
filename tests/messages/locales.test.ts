import { expect, test } from "vitest";
import { acceptedLocale, localeOfTag } from "#app/messages/locales.ts";

test.each([
  ["ar-EG,ar;q=0.9,en;q=0.8", "ar"],
  ["en-ZA,en;q=0.9,ar;q=0.5", "en"],
  ["en;q=0.3, ar;q=0.8", "ar"],
  ["fr,de;q=0.8,ar;q=0.1", "ar"],
  ["ar;q=0, en", "en"],
  ["fr", null],
  ["*", null],
  ["", null],
  [null, null],
])("a browser that asks for %s is answered in %s", (header, locale) => {
  expect(acceptedLocale(header)).toBe(locale);
});

test("regions and scripts of a language are that language", () => {
  expect(localeOfTag("ar-EG-u-nu-latn")).toBe("ar");
  expect(localeOfTag("EN_us")).toBe("en");
  expect(localeOfTag("arc")).toBeNull();
});
