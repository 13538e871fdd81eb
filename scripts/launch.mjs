#!/usr/bin/env node
// Runs one of the project's commands on any Node from 20 on, with nothing installed yet: installs the locked
// packages, then hands over to scripts/<command>.ts under the checkout's own Node 24. Plain JavaScript for that.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { heapLimits } from "./heap-limits.mjs";
import { installIfNeeded } from "./install.mjs";
import { isBuilt } from "./source-stamp.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const [command, ...args] = process.argv.slice(2);

// The production pieces run as built, where there is a build; see scripts/start/compile-processes.ts. A start brings the
// build up to date first, so a stale one is not what does it.
const asBuilt = process.env.BURSAR_DEV !== "1" && (command !== "start" || isBuilt(root));
const script = [`build/processes/${command}.js`, `scripts/${command}.ts`, `scripts/${command}/main.ts`]
  .filter((path) => !path.startsWith("build") || asBuilt)
  .find((path) => /^[a-z-]+$/.test(command ?? "") && existsSync(join(root, path)));
if (!script) {
  console.error(
    `There is no command "${command ?? ""}". package.json lists them; \`npm start\` is the first.`,
  );
  process.exit(2);
}
if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`Bursar needs Node 20 or newer to start; this is ${process.version}.`);
  process.exit(2);
}

// Tests and measurements bring their own settings: a developer's .env must not change what they find.
const readsDotEnv = !["test", "bench", "chaos", "build"].includes(command) && existsSync(join(root, ".env"));
const withDevelopment = ["test", "bench", "chaos", "dev"].includes(command);
try {
  await installIfNeeded(root, { withDevelopment });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

// What V8 has compiled once, and what was stripped of its types, is there at the next start of any of our processes.
process.env.NODE_COMPILE_CACHE ??= join(root, ".cache", "compiled");
const node = join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
const child = spawn(
  node,
  [...(readsDotEnv ? ["--env-file=.env"] : []), ...(heapLimits[command] ?? []), script, ...args],
  { cwd: root, stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
stopWithNpm();
child.once("error", (error) => {
  console.error(`${node} does not run: ${error.message}`);
  process.exit(1);
});
child.once("exit", (code, signal) => {
  if (!signal) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});

// npm and the shell between us may end without passing the signal on; then nobody could stop us with Ctrl-C any more.
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
}
