import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { sayAction } from "#app/features/audit/action-words.ts";
import { paymentStatuses } from "#app/features/payments/payment.ts";
import { en } from "#app/messages/en.ts";
import { locales } from "#app/messages/locales.ts";
import { translatorFor } from "#app/messages/translate.ts";
import { courseStatuses } from "#db/schema.ts";

const root = resolve(import.meta.dirname, "../../..");

/** Every "noun.verb" in the code whose noun is one that is audited: what recordChanges is given, wherever it is made. */
function codesInSource(): string[] {
  const nouns = Object.keys(en.actions).join("|");
  const codes = new RegExp(`(?:kind|action|moved|what)\\b[^\\n]{0,60}?["'](${nouns})\\.([a-z_]+)["']`, "g");
  return ["app/features", "db/migrations"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [...readFileSync(join(root, folder, file), "utf8").matchAll(codes)])
      .map(([, noun, verb]) => `${noun}.${verb}`),
  );
}

/** What stands in no line as a whole: made of a status or a decision. */
const madeUp = [
  ...paymentStatuses.map((status) => `payment.${status}`),
  ...courseStatuses.map((status) => `course.${status}`),
  ...["approved", "rejected", "revoked", "restored", "decision_undone"].map((verb) => `enrollment.${verb}`),
  ...["resolved", "reopened", "ignored"].map((verb) => `exception.${verb}`),
  ...["processed", "dead"].map((verb) => `delivery.${verb}`),
];

test.each(locales)("staff read what was done in words, never its code (%s)", (locale) => {
  const codes = [...new Set([...codesInSource(), ...madeUp])];
  expect(codes.length).toBeGreaterThan(60);
  const t = translatorFor(locale, "actions");
  expect(codes.filter((code) => sayAction(code, t) === code)).toEqual([]);
});

test("an action that nobody has words for yet goes by its code", () => {
  expect(sayAction("payment.celebrated", translatorFor("en", "actions"))).toBe("payment.celebrated");
});
