import { readdirSync, readFileSync } from "node:fs";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { expect, test } from "vitest";
import { ar } from "#app/messages/ar.ts";
import { en } from "#app/messages/en.ts";
import lettersOf from "#app/messages/letters/ar.ts";
import { translatorFor } from "#app/messages/translate.ts";

type Words = { readonly [key: string]: string | Words };

/** Every message by its full key: "common.time.justNow". */
function flat(words: Words, prefix = ""): Array<[key: string, message: string]> {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
}

/** What a message is given, and what for: "count", "name", "<link>". */
function wanted(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.argument:
        return [element.value];
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
        return [element.value];
      case TYPE.select:
      case TYPE.plural:
        return [element.value, ...Object.values(element.options).flatMap(({ value }) => wanted(value))];
      case TYPE.tag:
        return [`<${element.value}>`, ...wanted(element.children)];
      default:
        return [];
    }
  });
}

/** The plural categories of each plural in a message, and the cases of each select. */
function choices(
  elements: readonly MessageFormatElement[],
): Array<{ kind: "plural" | "select"; of: string[] }> {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return choices(element.children);
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const kind = element.type === TYPE.plural ? ("plural" as const) : ("select" as const);
    const inner = Object.values(element.options).flatMap(({ value }) => choices(value));
    return [{ kind, of: Object.keys(element.options) }, ...inner];
  });
}

const english = flat(en);
const arabic = new Map(flat(ar));
const distinct = (names: string[]) => [...new Set(names)].sort();

/** Numbers, dates and times that a message wants written in a way of its own: "number, percent". */
function styled(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
        return element.style ? [element.value] : [];
      case TYPE.select:
      case TYPE.plural:
        return Object.values(element.options).flatMap(({ value }) => styled(value));
      case TYPE.tag:
        return styled(element.children);
      default:
        return [];
    }
  });
}

// Compiled for browsers a style is lost: the server would say "50%" and the browser "0.5".
test("no message asks for a style of number, date or time", () => {
  const asking = [...english, ...arabic].filter(([, message]) => styled(parse(message)).length > 0);
  expect(asking).toEqual([]);
});

test("each namespace has a file in both languages and a place in both catalogues", () => {
  const files = (locale: string) =>
    readdirSync(new URL(`../../app/messages/${locale}`, import.meta.url))
      .map((file) => file.replace(/\.ts$/, ""))
      .sort();
  expect(files("en")).toEqual(Object.keys(en).sort());
  expect(files("ar")).toEqual(Object.keys(ar).sort());
});

test("Arabic has exactly English's messages, none empty", () => {
  expect([...arabic.keys()].sort()).toEqual(english.map(([key]) => key).sort());
  expect([...english, ...arabic].filter(([, message]) => message.trim() === "")).toEqual([]);
});

test("each message is asked for the same in both languages", () => {
  const differing = english.filter(([key, message]) => {
    const own = distinct(wanted(parse(message)));
    const other = distinct(wanted(parse(arabic.get(key)!)));
    return own.join() !== other.join();
  });
  expect(differing).toEqual([]);
});

test("Arabic plurals have all of Arabic's forms, and selects the cases of English", () => {
  const wrong = [...arabic].filter(([key, message]) => {
    const own = choices(parse(message));
    const plurals = own.filter(({ kind }) => kind === "plural");
    const cases = (all: typeof own) =>
      distinct(all.filter(({ kind }) => kind === "select").flatMap(({ of }) => of)).join();
    const source = choices(parse(english.find(([one]) => one === key)![1]));
    return (
      plurals.some(({ of }) => ["one", "two", "few", "many", "other"].some((form) => !of.includes(form))) ||
      cases(own) !== cases(source)
    );
  });
  expect(wrong).toEqual([]);
});

test("what is Arabic is written in Arabic letters", () => {
  const untranslated = [...arabic].filter(
    ([, message]) => !/\p{Script=Arabic}/u.test(message) && /\p{L}{2}/u.test(withoutNames(message)),
  );
  expect(untranslated).toEqual([]);
});

// "Paymob, 7 days" in Arabic: the Latin name takes the number after it along to its own side.
test("in Arabic, what may be Latin is isolated where a number follows it and no word stands between", () => {
  const open = /\{\w+\}[^\p{L}\u2069}{]*(?:[0-9]|\{\w+, number|\{\w+, plural,[^#]*\{#)/u;
  expect([...arabic].filter(([, message]) => open.test(message))).toEqual([]);
});

// In Arabic the groups of a phone number, each a number of its own, would stand in the opposite order.
test("in Arabic, numbers with nothing but a space between them are isolated as one", () => {
  const loose = (message: string) =>
    /[0-9]\s+[0-9]/u.test(message.replaceAll(/\u2066[^\u2069]*\u2069/gu, ""));
  const letters = flat(lettersOf);
  expect([...arabic, ...letters].filter(([, message]) => loose(message))).toEqual([]);
});

test("Arabic calls each thing what the glossary calls it", () => {
  const glossary = readFileSync(new URL("../../app/messages/glossary.md", import.meta.url), "utf8");
  const rows = [...glossary.matchAll(/^\|(?!\s*English|\s*-)[^|]+\|[^|]+\|([^|]*)\|$/gm)];
  expect(rows.length).toBeGreaterThan(15);
  const avoided = rows.flatMap(([, words]) => words!.split("،").map((word) => word.trim())).filter(Boolean);
  const letters = flat(lettersOf).map(([key, message]) => [`letters.${key}`, message] as const);
  const wrong = [...arabic, ...letters].flatMap(([key, message]) =>
    [...avoided, "\u0627\u064b"].filter((word) => message.includes(word)).map((word) => `${key}: ${word}`),
  );
  expect(wrong).toEqual([]);
});

/** What is left of a message without its arguments and tags: names of gateways and files may stay Latin alone. */
const withoutNames = (message: string) =>
  message.replace(/\{\w+\}|<\/?\w+>|\b(Paymob|iKhokha|CSV|ID|HMAC|UTC)\b/g, "");

test("numbers keep the digits 0-9 in Arabic, and plurals are Arabic's own", () => {
  const t = translatorFor("ar", "common");
  expect(t("time.minutesAgo", { count: 1 })).toBe("قبل دقيقة");
  expect(t("time.minutesAgo", { count: 2 })).toBe("قبل دقيقتين");
  expect(t("time.minutesAgo", { count: 5 })).toBe("قبل 5 دقائق");
  expect(t("time.minutesAgo", { count: 12 })).toBe("قبل 12 دقيقة");
});
