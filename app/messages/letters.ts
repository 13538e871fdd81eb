import { createTranslator } from "use-intl/core";
import ar from "#app/messages/letters/ar.ts";
import en from "#app/messages/letters/en.ts";

const letters = { en, ar: ar as unknown as typeof en };
export type LetterLocale = keyof typeof letters;

/** Arabic as Egypt writes it, with the digits 0-9 that amounts and ids have everywhere. */
const intlTags: Record<LetterLocale, string> = { en: "en-GB", ar: "ar-EG-u-nu-latn" };

/** The words of mail in one language. Apart from the catalogue that pages use, which browsers load whole. */
export function lettersIn(locale: LetterLocale) {
  return createTranslator({ locale: intlTags[locale], messages: letters[locale], timeZone: "UTC" });
}

export type LetterWords = ReturnType<typeof lettersIn>;

/** A person's language as mail speaks it. */
export const letterLocale = (locale: string): LetterLocale => (locale === "ar" ? "ar" : "en");

/** "3 December 2026, 10:02" in the school's zone and the reader's language. */
export function formatLetterTime(at: Date, locale: LetterLocale, timeZone: string, dayOnly = false): string {
  return new Intl.DateTimeFormat(intlTags[locale], {
    timeZone,
    dateStyle: "long",
    ...(dayOnly ? {} : { timeStyle: "short" }),
  }).format(at);
}
