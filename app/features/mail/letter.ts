import { cutLine } from "#app/lib/cut-line.ts";
import { isolate } from "#app/lib/isolate.ts";
import { directionOf, type Locale } from "#app/messages/locales.ts";

/** A mail before it is drawn: the same parts become its plain text and its HTML. */
export interface Letter {
  subject: string;
  heading: string;
  parts: LetterPart[];
}

export type LetterPart =
  | { type: "text"; text: string }
  /** Somebody's own words: kept apart, line breaks and all. */
  | { type: "quote"; text: string }
  | { type: "facts"; rows: LetterFact[] }
  /** A private link lets whoever holds it see or do something: staff never see it. */
  | { type: "link"; label: string; url: string; isPrivate?: boolean };

export interface LetterFact {
  label: string;
  value: string;
  /** Ids and amounts stay left to right in Arabic. */
  leftToRight?: boolean;
  /** An amount, which stays on one line however narrow the page is; an id may be broken anywhere. */
  unbroken?: boolean;
}

/** What stands around every letter. */
export interface LetterFrame {
  locale: Locale;
  school: string;
  greeting: string;
  questions: string;
  automatic: string;
  privateLink: string;
}

/** The same only where it is needed, for headers: a title that is written the other way than the words around it. */
export function isolateForeign(text: string, locale: Locale): string {
  const [strong = ""] = /\p{L}/u.exec(text) ?? [];
  const written = /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(strong) ? "rtl" : "ltr";
  return strong && written !== directionOf(locale) ? isolate(text) : text;
}

/** One line of at most `most` characters: a header has no line breaks. */
export function oneLine(text: string, most: number): string {
  return cutLine(text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim(), most);
}
