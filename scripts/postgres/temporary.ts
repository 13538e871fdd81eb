import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startCluster } from "#scripts/postgres/cluster.ts";
import { clearLeftover } from "#scripts/postgres/leftover.ts";
import { isAlive } from "#scripts/start/is-alive.ts";

const prefix = "bursar-postgres-";

/** A PostgreSQL for one run of tests or measurements: fast unless `durable`, gone when stopped. */
export async function startTemporaryPostgres(
  options: { durable?: boolean } = {},
): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  await removeAbandoned();
  const directory = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // Started by root it runs as someone else, who must be able to pass; the cluster inside stays closed.
  chmodSync(directory, 0o755);
  const cluster = await startCluster({ dataDir: directory, durable: options.durable ?? false });
  return {
    url: cluster.url("postgres"),
    pid: cluster.pid,
    stop: async () => {
      await cluster.stop();
      for (const folder of [cluster.directory, directory]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Servers of our own runs that were killed. The folder's name says whose it was; others' folders stay. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (!owner || isAlive(Number(owner))) continue;
    const folder = join(tmpdir(), name);
    try {
      await clearLeftover(join(folder, "postgres"));
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (!["EPERM", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
}
