import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { subjectTypeOf } from "#app/features/audit/subject.ts";

test("whatever kind of id the audit writes down can be searched by", () => {
  const written = globSync("app/**/*.ts").flatMap((file) => [
    ...readFileSync(file, "utf8").matchAll(/newId\("(\w+)"\)/g),
  ]);
  // Errors, requests and notes are no subjects of their own; an attempt is its payment's.
  const prefixes = new Set(written.map((match) => match[1]!).filter((p) => !/^(err|req|nte|att)$/.test(p)));
  expect(prefixes.size).toBeGreaterThan(8);
  expect([...prefixes].filter((prefix) => subjectTypeOf(`${prefix}_01`) === null)).toEqual([]);
  expect(subjectTypeOf("mona@example.com")).toBeNull();
});
