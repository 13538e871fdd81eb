import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { SessionUser } from "#app/auth/session.server.ts";
import { absoluteLifeSeconds } from "#app/auth/session-cookie.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";

/** An unused session ends after this many seconds; a student comes back within a course's fortnight. */
export const idleLifeSeconds = { staff: 12 * 60 * 60, student: 14 * 24 * 60 * 60 };

/** How long another process's sign-out may take to be seen here, milliseconds. */
const cachedForMs = 5_000;
const mostCached = 10_000;

interface Remembered {
  user: SessionUser;
  until: number;
}

const memory = singleton("session-memory", () => ({ sessions: new Map<string, Remembered>(), ended: 0 }));

/** The table holds only this: whoever reads it can sign in as nobody. */
export const tokenHash = (token: string) => createHash("sha256").update(token).digest("hex");

/** Starts a session and returns its token, which exists nowhere else. */
export async function startSession(
  db: Db,
  input: { userId: string; ip: string | null; userAgent: string | null },
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await db
    .insertInto("sessions")
    .values({
      id: tokenHash(token),
      user_id: input.userId,
      expires_at: sql<Date>`now() + make_interval(secs => ${absoluteLifeSeconds})`,
      ip: input.ip,
      user_agent: input.userAgent?.slice(0, 300) ?? null,
    })
    .execute();
  return token;
}

/** Who holds this token, if its session is neither idle too long, too old nor signed out. */
export async function findSessionUser(db: Db, token: string): Promise<SessionUser | null> {
  const id = tokenHash(token);
  const held = memory.sessions.get(id);
  if (held && held.until > Date.now()) return held.user;
  memory.sessions.delete(id);

  const endedBefore = memory.ended;
  const idle = sql<number>`case when users.role = 'student' then ${sql.lit(idleLifeSeconds.student)} else ${sql.lit(idleLifeSeconds.staff)} end`;
  const row = await db
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .select(["users.id", "users.email", "users.name", "users.role", "users.locale"])
    .select(sql<boolean>`sessions.last_seen_at < now() - interval '1 minute'`.as("unseen"))
    .where("sessions.id", "=", id)
    .where("sessions.expires_at", ">", sql<Date>`now()`)
    .where("sessions.last_seen_at", ">", sql<Date>`now() - make_interval(secs => ${idle})`)
    .executeTakeFirst();
  if (!row) return null;
  const { unseen, ...user } = row;
  if (unseen) await touch(db, id);
  // A sign-out between the read and here must not be undone by remembering what was read.
  if (memory.ended === endedBefore) remember(id, user);
  return user;
}

/** Whose session this token is or was, and the language they read; none once its row is gone. */
export async function findSessionOwner(db: Db, token: string) {
  return db
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .select(["users.id", "users.locale"])
    .where("sessions.id", "=", tokenHash(token))
    .executeTakeFirst();
}

/** Ends a session, at once in this process and within the cache's seconds in the others. */
export async function endSession(db: Db, token: string): Promise<void> {
  const id = tokenHash(token);
  forget(id);
  await db.deleteFrom("sessions").where("id", "=", id).execute();
  forget(id);
}

/** After a change to this person's name, role or rights: the next request reads them anew. */
export function forgetUser(userId: string): void {
  memory.ended += 1;
  for (const [id, held] of memory.sessions) if (held.user.id === userId) memory.sessions.delete(id);
}

function forget(id: string): void {
  memory.ended += 1;
  memory.sessions.delete(id);
}

function remember(id: string, user: SessionUser): void {
  if (memory.sessions.size >= mostCached) memory.sessions.clear();
  memory.sessions.set(id, { user, until: Date.now() + cachedForMs });
}

/** At most one write a minute and session, however many requests arrive together. */
async function touch(db: Db, id: string): Promise<void> {
  await db
    .updateTable("sessions")
    .set({ last_seen_at: sql<Date>`now()` })
    .where("id", "=", id)
    .where("last_seen_at", "<", sql<Date>`now() - interval '1 minute'`)
    .execute();
}
