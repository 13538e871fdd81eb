import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startTemporaryPostgres } from "#scripts/postgres/temporary.ts";
import { buildIfStale } from "#scripts/start/build.ts";
import { StartProblem } from "#scripts/start/start-problem.ts";
import { cleanEnv } from "#scripts/test/clean-env.ts";
import { type Counts, countTests } from "#scripts/test/count-tests.ts";
import { heading, runNode } from "#scripts/test/run-stage.ts";

// `npm test`: everything, or with arguments (`npm test -- tests/gateways -t hmac`) only vitest with those.
const root = resolve(import.meta.dirname, "..");
const only = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());

const reports = mkdtempSync(join(tmpdir(), "bursar-test-"));
const env = cleanEnv(process.env);
const totals: Counts = { passed: 0, failed: 0, failures: [] };
const server = env.TEST_DATABASE_URL
  ? { url: env.TEST_DATABASE_URL, stop: async () => undefined }
  : await startTemporaryPostgres();
env.TEST_DATABASE_URL = server.url;

try {
  if (only.length > 0) {
    await stage("Tests", () => vitest("chosen", only));
  } else {
    // Side by side: each is one core's work. The tests need the build alone: the types, the longest, are checked while
    // the first tests wait for the processes they start, and told after them.
    const types = beginStage("Types", (say) =>
      check("Types", ["node_modules/typescript/bin/tsc", "--noEmit"], say),
    );
    await Promise.all([
      beginStage("Format and lint", (say) =>
        check("Format and lint", ["node_modules/@biomejs/biome/bin/biome", "ci", "--reporter=summary"], say),
      ).tell(),
      beginStage("Build", build).tell(),
    ]);
    await stage("Unit and integration tests", () => vitest("unit", ["--project", "!browser"]));
    await types.tell();
    await stage("Browser tests", () => vitest("browser", ["--project", "browser"]));
  }
} finally {
  await server.stop();
  rmSync(reports, { recursive: true, force: true });
}
if (stop.signal.aborted) fail("the run was stopped before its end");
if (totals.failures.length > 0) {
  heading("What failed");
  for (const failure of totals.failures) console.log(failure.replaceAll(`${root}/`, ""));
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed > 0 ? 1 : 0);

type Say = (text: string) => void;

/** A stage among others that run at the same time: its words are kept together, until it has ended and they are asked for. */
function beginStage(name: string, work: (say: Say) => Promise<Counts>): { tell(): Promise<void> } {
  const startedAt = Date.now();
  let said = "";
  const ended = work((text) => {
    said += text;
  }).then((counts) => ({ counts, endedAt: Date.now() }));
  return {
    tell: async () => {
      const { counts, endedAt } = await ended;
      if (stop.signal.aborted) return;
      heading(name);
      process.stdout.write(said);
      conclude(name, counts, endedAt - startedAt);
    },
  };
}

async function stage(name: string, work: () => Promise<Counts>): Promise<void> {
  if (stop.signal.aborted) return;
  const startedAt = Date.now();
  heading(name);
  conclude(name, await work(), Date.now() - startedAt);
}

function conclude(name: string, counts: Counts, milliseconds: number): void {
  totals.passed += counts.passed;
  totals.failed += counts.failed;
  totals.failures.push(...counts.failures);
  console.log(
    `${name}: ${counts.failed === 0 ? "well" : "NOT well"} after ${(milliseconds / 1000).toFixed(1)} s`,
  );
}

function fail(reason: string): void {
  totals.failed += 1;
  totals.failures.push(reason);
}

/** A check is no test: well it counts for nothing, failing it counts as one failure. */
async function check(name: string, command: string[], say: Say): Promise<Counts> {
  let said = "";
  const code = await runNode(command, {
    cwd: root,
    env,
    signal: stop.signal,
    say: (text) => {
      said += text;
      say(text);
    },
  });
  if (code === 0) return { passed: 0, failed: 0, failures: [] };
  return {
    passed: 0,
    failed: 1,
    failures: [`${name}: ${said.trim().split("\n").slice(0, 20).join("\n    ")}`],
  };
}

async function build(say: Say): Promise<Counts> {
  try {
    await buildIfStale(root, { say: (line) => say(`${line}\n`), signal: stop.signal });
    return { passed: 0, failed: 0, failures: [] };
  } catch (error) {
    if (!(error instanceof StartProblem) && !stop.signal.aborted) throw error;
    const { message } = error as Error;
    say(`${message}\n`);
    return { passed: 0, failed: 1, failures: [`Build: ${message}`] };
  }
}

async function vitest(name: string, flags: string[]): Promise<Counts> {
  const file = join(reports, `${name}.json`);
  const code = await runNode(
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      ...flags,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    { cwd: root, env, signal: stop.signal },
  );
  return countTests(existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null, code);
}
