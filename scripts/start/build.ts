import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { takeLock } from "#scripts/lock.mjs";
import { isBuilt, sourceStamp } from "#scripts/source-stamp.mjs";
import { compressAssets } from "#scripts/start/compress-assets.ts";
import { StartProblem } from "#scripts/start/start-problem.ts";

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
  await Promise.all([
    runStep(root, [join(root, "scripts/start/compile-processes.ts")], signal),
    compressAssets(join(root, "build", "client")),
  ]);
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
