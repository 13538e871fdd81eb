import { beforeAll, expect, test } from "vitest";
import { loader } from "#app/root.tsx";
import { origin, routeArgs } from "#tests/support/sign-in.ts";

beforeAll(() => {
  process.env.DATABASE_URL ??= "postgres://nobody@127.0.0.1:1/none";
});

function load(headers: Record<string, string> = {}) {
  return loader({ ...routeArgs("/"), request: new Request(origin, { headers }) });
}

test("the root knows the school, the clock and the error id, and nothing personal", async () => {
  const before = Date.now();
  const { now, requestId, ...rest } = await load({ Cookie: "theme=dark; session=secret" });
  expect(now).toBeGreaterThanOrEqual(before);
  expect(requestId).toMatch(/^req_/);
  expect(rest).toEqual({
    school: {
      name: "Nile & Cape Academy",
      supportEmail: "support@example.com",
      timeZone: "Africa/Cairo",
    },
    theme: "dark",
    locale: "en",
    readsArabic: false,
  });
});

test.each([
  ["ar-EG,ar;q=0.9,en;q=0.8", true],
  ["en-ZA, ar;q=0.5", true],
  ["en-ZA,en;q=0.9", false],
  ["en-AR", false],
  ["", false],
])("the Arabic font is fetched ahead for %s: %s", async (languages, expected) => {
  expect((await load({ "Accept-Language": languages })).readsArabic).toBe(expected);
});
