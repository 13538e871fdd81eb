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

/** Tests that start processes, or whose modules keep what one file taught them. */
const apart = [
  "build/*",
  "http/{cached-answers,closed-streams,create-app,prometheus,two-processes}",
  "jobs/*",
  "scripts/{dev,doctor,launch,postgres,supervise}",
  "features/outbox/{event-stream,live-status,tail,tail-pace}",
].map((files) => `tests/${files}.test.ts`);

/**
 * What a page remembers in its modules (toasts, shortcuts, reports, its stream) is what these are about; or they replace
 * a module, which must happen before anything else has loaded it.
 */
const jsdomApart = [
  "components/{announcer,focus-on-navigation,kept-drafts,keyboard,panel-part,report-error,toaster}",
  "features/outbox/*",
  "routes/{payment-pages,admin/office}",
].map((files) => `tests/${files}.test.tsx`);

/** Patience for a busy machine, not a measure; below the time of a whole test, so that it is told what was waited for. */
const expect = { poll: { timeout: 15_000 } };

export default defineConfig({
  test: {
    globalSetup: ["tests/support/global-setup.ts"],
    // One more than the two processors it is meant for: a test that waits, for a process or a pause, leaves none idle.
    maxWorkers: 3,
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
          expect,
          env,
        },
      },
      {
        // A process for each file.
        test: {
          name: "apart",
          environment: "node",
          include: apart,
          setupFiles: ["tests/support/fail-on-console-error.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          expect,
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
          expect,
          env,
        },
      },
      {
        // A process and a window for each file.
        test: {
          name: "jsdom apart",
          environment: "jsdom",
          include: jsdomApart,
          setupFiles: ["tests/support/fail-on-console-error.ts", "tests/support/jsdom.ts"],
          testTimeout: 20_000,
          expect,
          env,
        },
      },
      {
        test: {
          name: "browser",
          environment: "node",
          include: ["tests/browser/**/*.e2e.ts"],
          globalSetup: ["tests/browser/support/product.ts"],
          // After everything else. Each worker has a product and keeps its browser's windows from file to file; they
          // leave no processor idle.
          isolate: false,
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          testTimeout: 90_000,
          hookTimeout: 120_000,
          expect,
          env,
        },
      },
    ],
  },
});
