import { defineConfig } from "vitest/config";

/** What every test process is given. Tests that need gateways add the sandbox's keys themselves. */
const env = {
  NODE_ENV: "test" as const,
  APP_URL: "http://127.0.0.1:3000",
  SESSION_SECRET: "a-secret-of-the-tests-0123456789abcdef",
  LOG_LEVEL: "silent",
  BURSAR_PROCESS: "test",
  BURSAR_DEMO: "0",
};

const apart = ["build", "http", "scripts", "jobs", "db", "features/outbox"].map(
  (folder) => `tests/${folder}/**/*.test.ts`,
);

const jsdomApart = ["components", "features/outbox"].map((folder) => `tests/${folder}/**/*.test.tsx`);

export default defineConfig({
  test: {
    globalSetup: ["tests/support/global-setup.ts"],
    maxWorkers: 2,
    projects: [
      {
        // Loaded once a worker, not once a file: two thirds of these tests' processor time was loading. What the
        // process holds is let go of between files.
        test: {
          name: "node",
          environment: "node",
          include: ["tests/**/*.test.ts"],
          exclude: apart,
          isolate: false,
          setupFiles: ["tests/support/fail-on-console-error.ts", "tests/support/forget-singletons.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          env,
        },
      },
      {
        // Tests that start processes, or whose modules keep what one file taught them.
        test: {
          name: "apart",
          environment: "node",
          include: apart,
          setupFiles: ["tests/support/fail-on-console-error.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          env,
        },
      },
      {
        // Pages. Loaded once a worker, as above: three quarters of these tests' processor time was loading.
        test: {
          name: "jsdom",
          environment: "jsdom",
          include: ["tests/**/*.test.tsx"],
          exclude: jsdomApart,
          isolate: false,
          setupFiles: [
            "tests/support/fail-on-console-error.ts",
            "tests/support/forget-singletons.ts",
            "tests/support/jsdom.ts",
          ],
          testTimeout: 20_000,
          env,
        },
      },
      {
        // What a page remembers in its modules (toasts, shortcuts, reports, its stream) is what these are about.
        test: {
          name: "jsdom apart",
          environment: "jsdom",
          include: jsdomApart,
          setupFiles: ["tests/support/fail-on-console-error.ts", "tests/support/jsdom.ts"],
          testTimeout: 20_000,
          env,
        },
      },
      {
        test: {
          name: "browser",
          environment: "node",
          include: ["tests/browser/**/*.e2e.ts"],
          globalSetup: ["tests/browser/support/product.ts"],
          // After everything else. Each worker has a product and keeps its browser's windows from file to file.
          isolate: false,
          sequence: { groupOrder: 1 },
          testTimeout: 90_000,
          hookTimeout: 120_000,
          // As patient as the visitors are: on a busy machine a second is nothing.
          expect: { poll: { timeout: 20_000 } },
          env,
        },
      },
    ],
  },
});
