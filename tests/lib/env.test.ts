import express from "express";
import { expect, test, vi } from "vitest";
import { trustSetting } from "#app/http/client-address.server.ts";
import { EnvError, readEnv } from "#app/lib/env.server.ts";
import { createLogger } from "#app/lib/logger.server.ts";

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

test.each(["1", "true", "loopback", "10.0.0.1", "10.0.0.0/8, fd00::/8", "10.0.0.0/255.0.0.0, uniquelocal"])(
  "proxies may be given as %s, which express takes",
  (text) => {
    expect(problemsOf({ ...enough, TRUST_PROXY: text })).toEqual([]);
    expect(() => express().set("trust proxy", trustSetting(text))).not.toThrow();
  },
);

test.each(["nginx", "10.0.0.0/33", "true,10.0.0.1", "10.0.0.1/8/8", "300.1.1.1"])(
  "proxies given as %s are told of beside everything else, before express throws at them",
  (text) => {
    expect(namesIn(problemsOf({ ...enough, TRUST_PROXY: text, PORT: "x" }))).toEqual(["PORT", "TRUST_PROXY"]);
    expect(() => express().set("trust proxy", trustSetting(text))).toThrow();
  },
);

test.each([
  "https://school.example.com/?x=1",
  "https://school.example.com/#x",
  "https://me:pw@school.example.com",
])("the public address is no more than an address: %s", (url) =>
  expect(namesIn(problemsOf({ ...enough, APP_URL: url }))).toEqual(["APP_URL"]),
);

test("a level of logging that there is not is one of the problems, and stops nothing before they are told", () => {
  vi.stubEnv("LOG_LEVEL", "loud");
  expect(createLogger({ write: () => undefined }).level).toBe("info");
  expect(namesIn(problemsOf({ ...enough, LOG_LEVEL: "loud" }))).toEqual(["LOG_LEVEL"]);
  vi.stubEnv("LOG_LEVEL", "warn");
  expect(createLogger({ write: () => undefined }).level).toBe("warn");
  vi.unstubAllEnvs();
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
