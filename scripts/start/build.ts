import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { takeLock } from "#scripts/lock.mjs";
import { StartProblem } from "#scripts/start/start-problem.ts";

/** What the build is made of: a change to any of it makes the build stale. */
const sources = [
  "app",
  "db",
  "public",
  "scripts/build",
  "scripts/serve.ts",
  "scripts/worker.ts",
  "package.json",
  "package-lock.json",
  "remix.config.js",
  "tsconfig.json",
  "vite.config.ts",
];

/** A fingerprint of everything that goes into the build, names and content. */
export function sourceStamp(root: string): string {
  const hash = createHash("sha256").update(process.version);
  for (const source of sources) {
    const path = join(root, source);
    if (!existsSync(path)) continue;
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
      : [path];
    for (const file of files) hash.update(`${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Whether build/ was made, completely, from the sources as they are. */
export function isBuilt(root: string): boolean {
  const stamp = join(root, "build", ".stamp");
  return existsSync(stamp) && readFileSync(stamp, "utf8") === sourceStamp(root);
}

/** Builds if stale; two at once build once. Throws StartProblem with the compiler's words when it fails. */
export async function buildIfStale(
  root: string,
  options: { say(line: string): void; signal?: AbortSignal; compile?: typeof runCompiler },
): Promise<"built" | "fresh"> {
  if (isBuilt(root)) return "fresh";
  const lock = await waitForLock(join(root, ".cache", "build.lock"), options.signal);
  try {
    if (isBuilt(root)) return "fresh";
    options.say("Building (needed after every change of the sources)…");
    const stamp = sourceStamp(root);
    // Without its stamp an interrupted build counts as none.
    rmSync(join(root, "build", ".stamp"), { force: true });
    await (options.compile ?? runCompiler)(root, options.signal);
    mkdirSync(join(root, "build"), { recursive: true });
    writeFileSync(join(root, "build", ".stamp"), stamp);
    return "built";
  } finally {
    lock.release();
  }
}

async function waitForLock(path: string, signal?: AbortSignal) {
  for (;;) {
    const lock = takeLock(path);
    if (lock.taken) return lock;
    await sleep(200, undefined, { signal });
  }
}

async function runCompiler(root: string, signal?: AbortSignal): Promise<void> {
  // Remix empties the build folder before it fills it.
  await runStep(root, [join(root, "node_modules/@remix-run/dev/dist/cli.js"), "vite:build"], signal);
  await runStep(root, [join(root, "scripts/start/compile-processes.ts")], signal);
}

async function runStep(root: string, args: string[], signal?: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    signal,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      said += chunk;
    });
  const code = await new Promise((done, failed) => child.once("error", failed).once("close", done));
  if (code !== 0) throw new StartProblem(`The build failed:\n${said.trim()}`);
}
