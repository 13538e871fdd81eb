import { expect, test } from "vitest";
import { splitName } from "#app/features/checkout/split-name.ts";

test.each([
  ["Mona Ali Hassan", "Mona", "Ali Hassan"],
  ["Mona", "Mona", "Mona"],
  ["  ", "NA", "NA"],
])("%j is %j and %j", (name, firstName, lastName) => {
  expect(splitName(name)).toEqual({ firstName, lastName });
});

test("a long name is cut between characters, never inside one", () => {
  const { firstName, lastName } = splitName(`a${"😀".repeat(60)} b${"😀".repeat(60)}`);
  for (const part of [firstName, lastName]) {
    expect(part.isWellFormed()).toBe(true);
    expect(Array.from(part)).toHaveLength(50);
  }
});
