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

async function runInitdb(
  place: Place,
  target: string,
  passwordFile: string,
  options: { account: Account | null; durable: boolean },
): Promise<void> {
  const child = spawn(
    join(place.binaries, "initdb"),
    [
      ...["--pgdata", target, "--username", "postgres", "--pwfile", passwordFile],
      ...["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C"],
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
  if (code !== 0) throw new Error(`initdb could not make the database cluster:\n${said.trim()}`);
}
