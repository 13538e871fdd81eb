import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { keptFields, openWords, sealWords, wordsIn } from "#app/auth/kept-words.server.ts";
import { courseForm } from "#app/features/courses/course-fields.ts";
import { PersonEditForm, ProfileForm } from "#app/features/people/forms.ts";
import { readEnv } from "#app/lib/env.server.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";

const words: Array<[string, string]> = [["reason", "Called twice; O'Brien أعاد الاتصال\r\nTwo lines"]];
const minutes = 60_000;
const first = "a-secret-of-these-tests-0123456789abcdef";
const second = "another-secret-of-these-tests-0123456789";

/** The server's secrets from now on; the first one seals. */
function useSecrets(...secrets: string[]): void {
  const given = { NODE_ENV: "test", APP_URL: "http://127.0.0.1:3000", DATABASE_URL: "postgres://nowhere/db" };
  holdSingleton("env", readEnv({ ...given, SESSION_SECRET: secrets.join(",") }));
}

beforeEach(() => useSecrets(first));

function formOf(fields: Record<string, string | File>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

test("what was sealed for one person is read by that person for a quarter of an hour, and by nobody else", () => {
  const sealed = sealWords(words, "usr_1", 0);
  expect(openWords(sealed, "usr_1", 14 * minutes)).toEqual(words);
  expect(openWords(sealed, "usr_1", 15 * minutes)).toBe("late");
  expect(openWords(sealed, "usr_2", 14 * minutes)).toBeNull();
  expect(openWords(sealed, "usr_2", 15 * minutes)).toBeNull();
});

test("it says nothing to whoever holds it, and is worth nothing once it is changed", () => {
  const sealed = sealWords(words, "usr_1");
  expect(Buffer.from(sealed, "base64url").toString("utf8")).not.toMatch(/Brien|usr_1|reason/);
  expect(sealWords(words, "usr_1")).not.toBe(sealed);
  const bytes = Buffer.from(sealed, "base64url");
  for (const at of [0, 12, 28, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(openWords(changed.toString("base64url"), "usr_1")).toBeNull();
  }
  for (const nonsense of ["", "x", "A".repeat(38), bytes.subarray(0, 27).toString("base64url")])
    expect(openWords(nonsense, "usr_1")).toBeNull();
});

test("a secret that was changed meanwhile still opens it while it is listed, and not after", () => {
  const sealed = sealWords(words, "usr_1");
  useSecrets(second, first);
  expect(openWords(sealed, "usr_1")).toEqual(words);
  useSecrets(second);
  expect(openWords(sealed, "usr_1")).toBeNull();
});

test("only what is typed as words is kept: no password, no token, no file, nothing the page put there", () => {
  const form = formOf({
    subject: "S",
    password: "secret",
    key: "0123-4567",
    version: "3",
    redirectTo: "/admin",
    hmac: "abc",
    price_EGP: "199.00",
    note: "  ",
    body: new File(["words"], "words.txt"),
  });
  expect(wordsIn(form)).toEqual([
    ["subject", "S"],
    ["price_EGP", "199.00"],
  ]);
});

test("more than forty thousand letters are not kept at all, rather than cut", () => {
  expect(wordsIn(formOf({ body: "a".repeat(40_000) }))).toHaveLength(1);
  expect(wordsIn(formOf({ body: "a".repeat(40_000), note: "b" }))).toBeNull();
});

test("every field of the product's posted forms that words are typed into is one of them", () => {
  const app = resolve(import.meta.dirname, "../../app");
  const found = readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx") && !/filter-bar|login|register|sign-in-form/.test(file))
    .flatMap((file) =>
      [...readFileSync(`${app}/${file}`, "utf8").matchAll(/<(?:Field|TextArea)\b[^>]*?\bname="(\w+)"/gs)]
        .filter(([tag]) => !tag.includes('type="search"'))
        .map(([, name]) => name!),
    );
  expect(new Set(found).size).toBeGreaterThan(4);
  // Chosen, the page's own, or a search.
  const chosen = ["q", "approvalMode", "refundEffect", "waitlist", "locale", "version"];
  const schemas = [ProfileForm, PersonEditForm, courseForm({ currencies: [], timeZone: "UTC" })];
  const typed = schemas.flatMap(({ def }) => Object.keys(def.shape));
  const wanted = [...found, ...typed].filter((name) => !chosen.includes(name) && !name.startsWith("base_"));
  expect(wanted.filter((name) => !(keptFields as readonly string[]).includes(name))).toEqual([]);
});
