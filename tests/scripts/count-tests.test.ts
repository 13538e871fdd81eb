import { expect, test } from "vitest";
import { cleanEnv } from "#scripts/checks/clean-env.ts";
import { countTests } from "#scripts/checks/count-tests.ts";

const file = (...statuses: string[]) => ({
  status: statuses.includes("failed") ? "failed" : "passed",
  assertionResults: statuses.map((status) => ({ status })),
});

test("each test counts once, and a skipped one as failed", () => {
  const report = { success: false, testResults: [file("passed", "failed"), file("passed", "skipped")] };
  expect(countTests(report, 1)).toEqual({ passed: 2, failed: 2 });
});

test("a file that cannot be loaded, a run that ends badly and a missing report are failures", () => {
  const unloaded = {
    success: false,
    testResults: [{ status: "failed", assertionResults: [] }, file("passed")],
  };
  expect(countTests(unloaded, 1)).toEqual({ passed: 1, failed: 1 });
  expect(countTests({ success: true, testResults: [file("passed")] }, 1)).toEqual({ passed: 1, failed: 1 });
  expect(countTests(null, null)).toEqual({ passed: 0, failed: 1 });
  expect(countTests({ success: true, testResults: [file("passed")] }, 0)).toEqual({ passed: 1, failed: 0 });
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
