import { join } from "node:path";
import { isHolderAlive, readLock, takeLock } from "#scripts/lock.mjs";
import { StartProblem } from "#scripts/start/start-problem.ts";

/** What the running start says of itself in its lock file, for a second start and for the other commands. */
export interface Running {
  pid: number;
  url?: string;
  sandboxUrl?: string;
  smtpUrl?: string;
  databaseUrl?: string;
}

const lockOf = (dataDir: string) => join(dataDir, "start.lock");

/** The start that holds this data folder now, if any. */
export function findRunning(dataDir: string): Running | null {
  const holder = readLock(lockOf(dataDir));
  return holder && isHolderAlive(holder) ? (holder as Running) : null;
}

/** Claims the data folder for this start; throws StartProblem, naming the other one, when there is one. */
export function claimDataDir(
  dataDir: string,
  about: { url: string },
): { update(about: Omit<Running, "pid">): void; release(): void; recovered: boolean } {
  const recovered = readLock(lockOf(dataDir)) !== null;
  const lock = takeLock(lockOf(dataDir), about);
  if (lock.taken) return { update: lock.update, release: lock.release, recovered };
  const other = lock.holder as Running;
  throw new StartProblem(
    `Bursar is already running from this data folder: ${other.url ?? "still starting"} (process ${other.pid}).\n` +
      "Ctrl-C in its terminal stops it. For a second one beside it, set PORT, SANDBOX_PORT and BURSAR_DATA_DIR.",
  );
}
