import { createTranslator } from "use-intl/core";
import ar from "#app/messages/letters/ar.ts";
import en from "#app/messages/letters/en.ts";
import { intlTags, isLocale, type Locale } from "#app/messages/locales.ts";

const letters = { en, ar: ar as unknown as typeof en };

/** The words of mail in one language. Apart from the catalogue that pages use: no browser loads them. */
export function lettersIn(locale: Locale) {
  return createTranslator({ locale: intlTags[locale], messages: letters[locale], timeZone: "UTC" });
}

export type LetterWords = ReturnType<typeof lettersIn>;

/** A person's language as mail speaks it. */
export const letterLocale = (locale: string): Locale => (isLocale(locale) ? locale : "en");

/** "3 December 2026 at 10:02 GMT+2": by the school's clocks, and whose they are, for a reader of another zone. */
export function formatLetterTime(at: Date, locale: Locale, timeZone: string, dayOnly = false): string {
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : intlTags[locale], {
    timeZone,
    day: "numeric",
    month: "long",
    year: "numeric",
    ...(dayOnly ? {} : { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "shortOffset" }),
  }).format(at);
}
