import { isDay } from "#app/lib/calendar-day.ts";
import type { ReadFilter } from "#app/lib/list.ts";
import { storableText } from "#app/lib/storable-text.ts";

/** One of these words. */
export function oneOf<const Word extends string>(words: readonly Word[]): ReadFilter<Word> {
  return (text) => (words.includes(text as Word) ? (text as Word) : null);
}

/** Whatever a person types into a search. */
export const search: ReadFilter = (text) => storableText(text.slice(0, 120)) || null;

/** An id with this prefix. */
export const idOf =
  (prefix: string): ReadFilter =>
  (text) =>
    new RegExp(`^${prefix}_[0-9a-z]{1,64}$`).test(text) ? text : null;

/** Text of this form. */
export const matching =
  (form: RegExp): ReadFilter =>
  (text) =>
    form.test(text) ? text : null;

/** A day of the school's calendar, `2026-12-03`. */
export const day: ReadFilter = (text) => (isDay(text) ? text : null);
