import { spawn } from "node:child_process";
import { chownSync, existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Account } from "#scripts/postgres/account.ts";
import { childEnvironment, makeOwned, type Place } from "#scripts/postgres/place.ts";

/** The cluster's folder, made by initdb on first use. Interrupted half-way, the next start begins anew. */
export async function initializeCluster(
  place: Place,
  options: { account: Account | null; password: string; durable: boolean },
): Promise<string> {
  const cluster = join(place.parent, "postgres");
  if (existsSync(join(cluster, "PG_VERSION"))) return cluster;
  const unfinished = join(place.parent, "postgres.unfinished");
  rmSync(unfinished, { recursive: true, force: true });
  makeOwned(unfinished, options.account);
  const passwordFile = join(place.parent, `postgres.initdb-${process.pid}`);
  writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (options.account) chownSync(passwordFile, options.account.uid, options.account.gid);
  try {
    await runInitdb(place, unfinished, passwordFile, options);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, cluster);
  return cluster;
}

/**
 * Whose letters count as letters, the first that this machine has. Under plain C no Arabic letter is one to pg_trgm,
 * and a search for part of an Arabic name reads everybody: it works, and is slow in a large school.
 */
const characterTypes = ["C.UTF-8", "en_US.UTF-8", "C"];

async function runInitdb(
  place: Place,
  target: string,
  passwordFile: string,
  options: { account: Account | null; durable: boolean },
): Promise<void> {
  for (const characterType of characterTypes) {
    const said = await tryInitdb(place, target, passwordFile, { ...options, characterType });
    if (said === null) return;
    if (!said.includes("invalid locale name"))
      throw new Error(`initdb could not make the database cluster:\n${said}`);
  }
  throw new Error("initdb could not make the database cluster: this machine has no locale, not even C");
}

/**
 * MB of one file of the write-ahead log. Nobody can commit while a new one is filled with zeros and synced: 20 ms for
 * PostgreSQL's usual 16, each few seconds of a rush, until the first checkpoint leaves old ones to write into again.
 */
const logFileMb = "4";

/** Null when the cluster is made, else what initdb said. */
async function tryInitdb(
  place: Place,
  target: string,
  passwordFile: string,
  options: { account: Account | null; durable: boolean; characterType: string },
): Promise<string | null> {
  const child = spawn(
    join(place.binaries, "initdb"),
    [
      ...["--pgdata", target, "--username", "postgres", "--pwfile", passwordFile],
      ...["--auth", "scram-sha-256", "--encoding", "UTF8", "--wal-segsize", logFileMb],
      ...["--locale", "C", "--lc-ctype", options.characterType],
      // The same order and letter case on every machine, whatever its C library.
      ...["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--no-instructions"],
      ...(options.durable ? [] : ["--no-sync"]),
    ],
    {
      ...options.account,
      cwd: "/",
      env: childEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      said += chunk;
    });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  return code === 0 ? null : said.trim();
}
