import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

// Plain JavaScript: the launcher asks on any Node from 20 on, before it knows which `start` to run.

/** What the build is made of: a change to any of it makes the build stale. The lockfile names the Node it is for. */
const sources = [
  "app",
  "db",
  "public",
  "scripts/build",
  "scripts/postgres",
  "scripts/sandbox",
  "scripts/start",
  "scripts/heap-limits.mjs",
  "scripts/lock.mjs",
  "scripts/serve.ts",
  "scripts/start.ts",
  "scripts/worker.ts",
  "package.json",
  "package-lock.json",
  "remix.config.js",
  "tsconfig.json",
  "vite.config.ts",
];

/**
 * A fingerprint of everything that goes into the build, names and content.
 *
 * @param {string} root the checkout
 */
export function sourceStamp(root) {
  const hash = createHash("sha256");
  for (const source of sources) {
    const path = join(root, source);
    if (!existsSync(path)) continue;
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          // Node below 20.12 calls it `path`.
          .map((entry) => join(entry.parentPath ?? /** @type {any} */ (entry).path, entry.name))
          .sort()
      : [path];
    for (const file of files) hash.update(`${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/**
 * Whether build/ was made, completely, from the sources as they are.
 *
 * @param {string} root the checkout
 */
export function isBuilt(root) {
  const stamp = join(root, "build", ".stamp");
  return existsSync(stamp) && readFileSync(stamp, "utf8") === sourceStamp(root);
}
