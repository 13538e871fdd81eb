import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { createDb, createPool, type Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { type Cluster, startCluster } from "#scripts/postgres/cluster.ts";
import { freePort } from "#scripts/postgres/free-port.ts";
import { sandboxEnv } from "#scripts/sandbox/keys.ts";
import { ManagedProcess } from "#scripts/stage/managed-process.ts";
import { prepareDatabase } from "#scripts/start/prepare-database.ts";

/** The whole product on ports and a database of its own, for measurements and faults. Loopback only; gone when closed. */
export interface Stage {
  env: NodeJS.ProcessEnv;
  webUrl: string;
  sandboxUrl: string;
  databaseUrl: string;
  pool: pg.Pool;
  db: Db;
  web: ManagedProcess;
  worker: ManagedProcess;
  sandbox: ManagedProcess;
  /** Kills the database server outright and starts it again on its files: crash recovery, not a shutdown. */
  crashDatabase(): Promise<void>;
  close(): Promise<void>;
}

/** Sets the stage: a durable PostgreSQL, migrated; processes are started by whoever needs them. */
export async function openStage(): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), "bursar-stage-"));
  chmodSync(dataDir, 0o755);
  let cluster: Cluster = await startCluster({ dataDir, durable: true });
  const admin = createPool(cluster.url("postgres"), { max: 1 });
  await admin.query("create database bursar");
  await admin.end();
  const databaseUrl = cluster.url("bursar");
  const [webPort, sandboxPort] = [await freePort(), await freePort()];
  const webUrl = `http://127.0.0.1:${webPort}`;
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    PATH: process.env.PATH,
    PORT: String(webPort),
    HOST: "127.0.0.1",
    APP_URL: webUrl,
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: "measurement-only-secret-0123456789abcdef",
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_SMTP_PORT: "off",
    LOG_LEVEL: "warn",
    // As the launcher gives it to every process it starts.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    ...sandboxEnv(sandboxUrl),
  };
  // What this process itself imports of the product sees the same environment.
  Object.assign(process.env, env);
  // Standard output is the figures' alone.
  log.level = "silent";
  const pool = createPool(databaseUrl, { max: 8, applicationName: "stage" });
  const db = createDb(pool);
  await prepareDatabase(databaseUrl, { demo: false });

  const answers = (url: string) => async () => {
    try {
      return (await fetch(url)).status === 200;
    } catch {
      return false;
    }
  };
  const workerReady = async () => {
    const worker = stage.worker.pid;
    const beats = await pool
      .query("select 1 from worker_heartbeats where worker_id like $1", [`%:${worker}`])
      .catch(() => ({ rowCount: 0 }));
    return (beats.rowCount ?? 0) > 0;
  };
  const stage: Stage = {
    env,
    webUrl,
    sandboxUrl,
    databaseUrl,
    pool,
    db,
    web: new ManagedProcess("web", { ...env, BURSAR_PROCESS: "web" }, answers(`${webUrl}/healthz`)),
    worker: new ManagedProcess("worker", { ...env, BURSAR_PROCESS: "worker" }, workerReady),
    sandbox: new ManagedProcess("sandbox", env, answers(`${sandboxUrl}/`)),
    crashDatabase: async () => {
      process.kill(cluster.pid, "SIGKILL");
      await cluster.exited;
      cluster = await startCluster({ dataDir, durable: true });
      if (cluster.url("bursar") !== databaseUrl) throw new Error("the database came back on another port");
    },
    close: async () => {
      await Promise.all([stage.web.stop(), stage.worker.stop(), stage.sandbox.stop()]);
      await pool.end();
      await cluster.stop();
      rmSync(cluster.directory, { recursive: true, force: true });
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return stage;
}
