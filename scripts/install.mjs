import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { takeLock } from "./lock.mjs";

// Plain JavaScript: this runs before anything is installed, on any Node from 20 on.

/**
 * `npm ci` when what is in node_modules is not what package-lock.json names. Two at once: the second waits. Running
 * the product needs no development packages (a third of the bytes: the tests' Chromium among them), so `npm start`
 * leaves them out; a command that needs them later has them added, and takes nothing away from a product that runs.
 * Throws when the packages cannot be installed. Says what it does on stderr: stdout may be read by a program.
 *
 * @param {string} root the checkout
 * @param {{ withDevelopment: boolean }} options whether the development packages are needed too
 */
export async function installIfNeeded(root, options) {
  if (isInstalled(root, options)) return;
  const lockPath = join(root, ".cache", "install.lock");
  let lock = takeLock(lockPath);
  if (!lock.taken)
    console.error(`Packages are being installed by process ${lock.holder.pid}: waiting for it.`);
  while (!lock.taken) {
    await sleep(250);
    lock = takeLock(lockPath);
  }
  try {
    if (isInstalled(root, options)) return;
    if (options.withDevelopment && isInstalled(root, { withDevelopment: false })) {
      console.error("Adding the development packages (needed once)…");
      await npm(root, ["install", "--no-save", "--include=dev"]);
    } else {
      console.error("Installing the locked packages (needed once; about half a minute)…");
      await npm(root, ["ci", options.withDevelopment ? "--include=dev" : "--omit=dev"]);
    }
    if (!isInstalled(root, options)) throw new Error("npm ended well, but node_modules is not complete");
  } finally {
    lock.release();
  }
}

/**
 * Compares what npm noted down about node_modules with the lockfile. npm writes that note last, so an interrupted
 * install is seen; packages for other platforms may be missing.
 *
 * @param {string} root
 * @param {{ withDevelopment: boolean }} options
 */
export function isInstalled(root, { withDevelopment }) {
  const note = join(root, "node_modules/.package-lock.json");
  const node = join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(note) || !existsSync(node)) return false;
  const installed = JSON.parse(readFileSync(note, "utf8")).packages;
  const locked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === "" || wanted.link) return true;
    const found = installed[path];
    if (found) return found.version === wanted.version && found.integrity === wanted.integrity;
    return wanted.optional || wanted.devOptional || wanted.peer || (wanted.dev && !withDevelopment);
  });
}

async function npm(root, command) {
  const flags = ["--ignore-scripts=false", "--no-audit", "--no-fund", "--loglevel=error"];
  const self = process.env.npm_execpath ?? "";
  const [program, first] = /^npm(-cli)?\.[cm]?js$/.test(basename(self))
    ? [process.execPath, [self]]
    : ["npm", []];
  const child = spawn(program, [...first, ...command, "--prefix", root, ...flags], {
    cwd: root,
    stdio: ["ignore", process.stderr, process.stderr],
    shell: process.platform === "win32" && program === "npm",
  });
  // Stopped meanwhile: npm is told as well, and an incomplete node_modules is seen at the next start.
  const pass = (signal) => child.kill(signal);
  process.on("SIGTERM", pass).on("SIGINT", pass);
  const code = await new Promise((done, failed) => child.once("error", failed).once("exit", done));
  process.off("SIGTERM", pass).off("SIGINT", pass);
  if (code !== 0)
    throw new Error(
      "The packages could not be installed (see above). Is the npm registry reachable, and this folder writable?",
    );
}
