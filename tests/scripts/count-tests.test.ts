import { expect, test } from "vitest";
import { cleanEnv } from "#scripts/test/clean-env.ts";
import { countTests } from "#scripts/test/count-tests.ts";

const file = (...statuses: string[]) => ({
  name: "tests/a.test.ts",
  status: statuses.includes("failed") ? "failed" : "passed",
  assertionResults: statuses.map((status) => ({
    fullName: `a ${status} one`,
    status,
    failureMessages: status === "failed" ? ["expected 1 to be 2\n    at somewhere"] : [],
  })),
});

test("each test counts once, a skipped one as failed, and what failed is named with its reason", () => {
  const report = { success: false, testResults: [file("passed", "failed"), file("passed", "skipped")] };
  const counts = countTests(report, 1);
  expect(counts).toMatchObject({ passed: 2, failed: 2 });
  expect(counts.failures[0]).toMatch(/^tests\/a.test.ts > a failed one: expected 1 to be 2\n/);
  expect(counts.failures[1]).toBe("tests/a.test.ts > a skipped one: skipped");
});

test("a file that cannot be loaded, a run that ends badly and a missing report are failures", () => {
  const unloaded = {
    success: false,
    testResults: [
      { name: "tests/b.test.ts", status: "failed", message: "no such module", assertionResults: [] },
      file("passed"),
    ],
  };
  expect(countTests(unloaded, 1)).toEqual({
    passed: 1,
    failed: 1,
    failures: ["tests/b.test.ts: could not be run: no such module"],
  });
  const badly = countTests({ success: true, testResults: [file("passed")] }, 1);
  expect(badly).toMatchObject({ passed: 1, failed: 1, failures: [expect.stringContaining("ended badly")] });
  expect(countTests(null, null)).toMatchObject({ passed: 0, failed: 1, failures: [expect.any(String)] });
  const well = countTests({ success: true, testResults: [file("passed")] }, 0);
  expect(well).toEqual({ passed: 1, failed: 0, failures: [] });
});

test("the product's own settings do not reach the tests, everything else does", () => {
  const given = {
    NODE_ENV: "production",
    DATABASE_URL: "x",
    PAYMOB_API_KEY: "x",
    PORT: "1",
    HOME: "/h",
    PATH: "/p",
  };
  expect(cleanEnv(given as NodeJS.ProcessEnv)).toEqual({ HOME: "/h", PATH: "/p" });
});
