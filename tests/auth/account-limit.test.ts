import { expect, test } from "vitest";
import { accountLimit } from "#app/auth/account-limit.server.ts";

/** A limit whose clock the test moves. */
function clocked() {
  let at = 1_000_000;
  const pass = (ms: number) => {
    at += ms;
  };
  return { limit: accountLimit(() => at), pass };
}

test("five tries in a row wait for nothing; each further one waits twice as long, and never more than 30 s", () => {
  const { limit, pass } = clocked();
  for (let tries = 0; tries < 5; tries += 1) expect(limit.begin("mona@example.com")).toBeNull();
  const waits = [];
  for (let tries = 0; tries < 7; tries += 1) {
    const wait = limit.begin("mona@example.com")!.retryAfterSeconds;
    waits.push(wait);
    pass(wait * 1000);
    expect(limit.begin("mona@example.com")).toBeNull();
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
});

test("tries that are refused make nobody wait longer", () => {
  const { limit, pass } = clocked();
  for (let tries = 0; tries < 5; tries += 1) limit.begin("a@example.com");
  for (let tries = 0; tries < 100; tries += 1)
    expect(limit.begin("a@example.com")).toEqual({ retryAfterSeconds: 1 });
  pass(1_000);
  expect(limit.begin("a@example.com")).toBeNull();
});

test("a hundred tries at once are five", () => {
  const { limit } = clocked();
  const answers = Array.from({ length: 100 }, () => limit.begin("b@example.com"));
  expect(answers.filter((answer) => answer === null)).toHaveLength(5);
});

test("the right password starts anew; another account and another way to write the same one are told apart rightly", () => {
  const { limit } = clocked();
  for (let tries = 0; tries < 5; tries += 1) limit.begin("Mona@Example.com ");
  expect(limit.begin("mona@example.com")).not.toBeNull();
  expect(limit.begin("omar@example.com")).toBeNull();
  limit.succeeded("MONA@example.com");
  expect(limit.begin("mona@example.com")).toBeNull();
});
