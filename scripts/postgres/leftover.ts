import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Ends a PostgreSQL that an earlier, killed start left running in this cluster (fast shutdown: it writes everything
 * out), and removes a pid file whose process is gone or is something else by now. The caller holds the data
 * folder's lock, so nobody living uses it.
 */
export async function clearLeftover(cluster: string): Promise<void> {
  const pidFile = join(cluster, "postmaster.pid");
  const pid = Number(readOrEmpty(pidFile).split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  if (!isPostgresOf(pid, cluster)) {
    rmSync(pidFile, { force: true });
    return;
  }
  process.kill(pid, "SIGINT");
  for (const deadline = Date.now() + 15_000; isPostgresOf(pid, cluster); await sleep(25))
    if (Date.now() > deadline) throw new Error(`the PostgreSQL left behind (process ${pid}) does not stop`);
}

function isPostgresOf(pid: number, cluster: string): boolean {
  if (process.platform === "linux") {
    const words = readOrEmpty(`/proc/${pid}/cmdline`).split("\0");
    return words[0]?.endsWith("postgres") === true && words.includes(cluster);
  }
  const { stdout } = spawnSync("ps", ["-ww", "-o", "command=", "-p", String(pid)]);
  return String(stdout).includes("postgres") && String(stdout).includes(cluster);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return "";
    throw error;
  }
}
