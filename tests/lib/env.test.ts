import { expect, test } from "vitest";
import { EnvError, readEnv } from "#app/lib/env.server.ts";

const enough = {
  APP_URL: "https://school.example.com",
  DATABASE_URL: "postgresql://db.example.com/bursar",
  SESSION_SECRET: "0123456789abcdef0123456789abcdef",
};

function problemsOf(source: Record<string, string>): string[] {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.message.split("\n").slice(1);
    throw error;
  }
  return [];
}

const namesIn = (problems: string[]) => problems.map((line) => /^ {2}([A-Z_]+): \S/.exec(line)?.[1]);

test("what is needed is enough, and gateways without keys are off", () => {
  const { PORT, PAYMOB_SECRET_KEY, IKHOKHA_APP_ID } = readEnv(enough);
  expect([PORT, PAYMOB_SECRET_KEY, IKHOKHA_APP_ID]).toEqual([3000, undefined, undefined]);
});

test("nothing at all: every variable without a safe default is named, and no secret is made up", () => {
  expect(namesIn(problemsOf({}))).toEqual(["APP_URL", "DATABASE_URL", "SESSION_SECRET"]);
});

test("one message lists wrong values and what only shows between variables, each once", () => {
  const names = namesIn(
    problemsOf({
      ...enough,
      APP_URL: "http://school.example.com",
      PORT: "abc",
      DATABASE_URL: "mysql://x",
      SESSION_SECRET: "short",
      SCHOOL_TIME_ZONE: "Nowhere/Else",
      BURSAR_DEMO: "yes",
      PAYMOB_SECRET_KEY: "egy_sk_test_x",
      PAYMOB_INTEGRATION_IDS: "card",
      IKHOKHA_APP_ID: "IK1",
    }),
  );
  expect(names.toSorted()).toEqual(
    [
      ...["APP_URL", "PORT", "DATABASE_URL", "SESSION_SECRET", "SCHOOL_TIME_ZONE", "BURSAR_DEMO"],
      ...["PAYMOB_PUBLIC_KEY", "PAYMOB_API_KEY", "PAYMOB_BASE_URL", "PAYMOB_CHECKOUT_URL"],
      ...["PAYMOB_INTEGRATION_IDS", "IKHOKHA_APP_SECRET", "IKHOKHA_BASE_URL", "IKHOKHA_ENTITY_ID"],
    ].toSorted(),
  );
});

test.each(["localhost", "127.0.0.1", "[::1]"])("plain http is accepted on %s only", (host) => {
  expect(problemsOf({ ...enough, APP_URL: `http://${host}:3000` })).toEqual([]);
  expect(namesIn(problemsOf({ ...enough, APP_URL: `http://${host}.example.com` }))).toEqual(["APP_URL"]);
});

test("an empty variable is as good as none", () => {
  expect(namesIn(problemsOf({ ...enough, SESSION_SECRET: "" }))).toEqual(["SESSION_SECRET"]);
  expect(readEnv({ ...enough, LOG_LEVEL: "", PAYMOB_BASE_URL: "" }).LOG_LEVEL).toBe("info");
});

test("secrets are rotated by a list, newest first; each must be long enough", () => {
  const next = "fedcba9876543210fedcba9876543210";
  const both = `${next}, ${enough.SESSION_SECRET}`;
  expect(readEnv({ ...enough, SESSION_SECRET: both }).SESSION_SECRET).toEqual([next, enough.SESSION_SECRET]);
  expect(namesIn(problemsOf({ ...enough, SESSION_SECRET: `${next},short` }))).toEqual(["SESSION_SECRET"]);
});
