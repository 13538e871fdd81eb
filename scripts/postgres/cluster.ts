import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { postgresAccount } from "#scripts/postgres/account.ts";
import { freePort } from "#scripts/postgres/free-port.ts";
import { initializeCluster } from "#scripts/postgres/initialize.ts";
import { clearLeftover } from "#scripts/postgres/leftover.ts";
import { childEnvironment, placePostgres } from "#scripts/postgres/place.ts";
import { readClusterFile, serverArguments, writeClusterFile } from "#scripts/postgres/settings.ts";

export interface ClusterOptions {
  dataDir: string;
  /** false gives up what survives a crash for speed: tests only. */
  durable: boolean;
  /** Each line PostgreSQL writes to its log. */
  onLog?: (line: string) => void;
}

export interface Cluster {
  port: number;
  pid: number;
  /** Where the data is: in the data folder, or outside it when its user cannot enter that. */
  directory: string;
  url(database: string): string;
  /** Settles when the server process has ended, for whatever reason. */
  exited: Promise<void>;
  /** Fast shutdown (SIGINT): open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
}

/** Starts PostgreSQL in this data folder, making the cluster on first use; resolves when it answers. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const dataDir = resolve(options.dataDir);
  const account = postgresAccount(join(dataDir, "postgres"), dataDir);
  const place = placePostgres(dataDir, account);
  const file = readClusterFile(dataDir);
  const cluster = await initializeCluster(place, {
    account,
    password: file.password,
    durable: options.durable,
  });
  await clearLeftover(cluster);

  // Another try helps when the port went to someone else meanwhile, or a killed server's last process still ends.
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? file.port : undefined);
    const child = spawn(
      join(place.binaries, "postgres"),
      serverArguments({ cluster, port, durable: options.durable }),
      // A group of its own: Ctrl-C in the terminal must not stop the database before those who use it.
      { ...account, cwd: "/", detached: true, stdio: ["ignore", "ignore", "pipe"], env: childEnvironment() },
    );
    const url = (database: string) => `postgres://postgres:${file.password}@127.0.0.1:${port}/${database}`;
    const said = readLog(child, options.onLog);
    const exited = new Promise<void>((done) => child.once("exit", () => done()).once("error", () => done()));
    if (await answers(child, url("postgres"))) {
      writeClusterFile(dataDir, { ...file, port });
      return { port, pid: child.pid!, directory: cluster, url, exited, stop: () => stop(child, exited) };
    }
    if (attempt === 8) throw new Error(`PostgreSQL does not start:\n${said().trim()}`);
    await sleep(attempt * 100);
  }
}

function readLog(child: ChildProcess, onLog: ClusterOptions["onLog"]): () => string {
  let last = "";
  child.once("error", (error) => {
    last += error.message;
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    last = (last + chunk).slice(-4_000);
    if (onLog) for (const line of chunk.split("\n")) if (line.trim()) onLog(line);
  });
  return () => last;
}

/** true once it answers; false when it ended before. */
async function answers(child: ChildProcess, url: string): Promise<boolean> {
  // Recovery after a crash replays the write-ahead log first; the size settings bound that to well under a minute.
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(20)) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return false;
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (code === "28P01")
        throw new Error("the password in postgres.json is not the one of the database cluster beside it");
    }
  }
  child.kill("SIGQUIT");
  return false;
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  for (const [signal, patience] of [
    ["SIGINT", 10_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const timer = new AbortController();
    await Promise.race([exited, sleep(patience, undefined, { signal: timer.signal, ref: false })]);
    timer.abort();
  }
}
