import { readFileSync, statSync } from "node:fs";

/** A Unix user to run a child process as. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * Who PostgreSQL runs as: null is "as we are". PostgreSQL refuses root, so root lends it another user: the owner of
 * the first of these paths that exists and does not belong to root, else `nobody`. initdb looks its user up, so only
 * users with an entry in /etc/passwd will do. Throws where there is none.
 */
export function postgresAccount(...paths: string[]): Account | null {
  const users = knownUsers();
  if (process.getuid === undefined) return null;
  if (process.getuid() !== 0) {
    if (users.size > 0 && process.platform === "linux" && !isKnown(users, process.getuid()))
      throw new Error(
        `user id ${process.getuid()} has no entry in /etc/passwd, which PostgreSQL's initdb needs: ` +
          "run as a user that has one, or set DATABASE_URL to a PostgreSQL server of your own",
      );
    return null;
  }
  for (const path of paths) {
    const owner = statSync(path, { throwIfNoEntry: false });
    if (owner && owner.uid !== 0 && isKnown(users, owner.uid)) return { uid: owner.uid, gid: owner.gid };
  }
  const nobody = users.get("nobody");
  if (!nobody)
    throw new Error(
      "PostgreSQL does not run as root, and this machine has no user `nobody` to lend it: " +
        "run as an ordinary user, or set DATABASE_URL",
    );
  return nobody;
}

function isKnown(users: Map<string, Account>, uid: number): boolean {
  return [...users.values()].some((user) => user.uid === uid);
}

function knownUsers(): Map<string, Account> {
  const users = new Map<string, Account>();
  if (process.platform === "win32") return users;
  for (const line of readFileSync("/etc/passwd", "utf8").split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name && uid && gid) users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return users;
}
