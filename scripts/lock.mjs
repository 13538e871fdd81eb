import { spawnSync } from "node:child_process";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

// Plain JavaScript: the launcher needs it before anything is installed, on any Node from 20 on.

/**
 * A lock file that names its holder. It counts only as long as that very process lives, so one left behind by
 * kill -9 or a power cut is taken over, also when its process id belongs to something else by now.
 *
 * @param {string} path
 * @param {Record<string, unknown>} [about] what others may want to know about the holder
 * @returns {{ taken: true, update(about: Record<string, unknown>): void, release(): void } | { taken: false, holder: Holder }}
 */
export function takeLock(path, about = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const self = { pid: process.pid, identity: processIdentity(process.pid), since: new Date().toISOString() };
  // Written beside and linked into place: a lock is never seen half-written, and only one link wins.
  const draft = `${path}.${process.pid}`;
  const write = (target, content) =>
    writeFileSync(target, `${JSON.stringify({ ...self, ...content })}\n`, { mode: 0o600 });
  for (;;) {
    write(draft, about);
    try {
      linkSync(draft, path);
      return {
        taken: true,
        update(more) {
          write(draft, { ...about, ...more });
          renameSync(draft, path);
        },
        release() {
          if (readLock(path)?.pid === process.pid) rmSync(path, { force: true });
        },
      };
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const holder = readLock(path);
    if (holder && isHolderAlive(holder)) return { taken: false, holder };
    discard(path);
  }
}

/**
 * @typedef {{ pid: number, identity: string, since: string } & Record<string, unknown>} Holder
 * @param {string} path
 * @returns {Holder | null} null: no lock, or one that cannot be read
 */
export function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * @param {Holder} holder
 * @returns {boolean}
 */
export function isHolderAlive(holder) {
  return processIdentity(holder.pid) === holder.identity;
}

// Two processes may both find the same dead lock: the rename hands it to one of them, and whoever got
// hold of a lock that was taken anew in between puts it back.
function discard(path) {
  const grave = `${path}.dead-${process.pid}`;
  try {
    renameSync(path, grave);
    const holder = readLock(grave);
    if (holder && isHolderAlive(holder)) linkSync(grave, path);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(grave, { force: true });
  }
}

/**
 * Tells a process from a later one with the same id; "" when there is none.
 *
 * @param {number} pid
 * @returns {string}
 */
export function processIdentity(pid) {
  if (process.platform !== "linux")
    return String(spawnSync("ps", ["-o", "lstart=", "-p", String(pid)]).stdout ?? "").trim();
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Field 3 is the state (Z: ended, not yet collected), field 22 the start time in ticks since the boot.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return "";
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${fields[19]}`;
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ESRCH") return "";
    throw error;
  }
}
