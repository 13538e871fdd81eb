import { sessionCookie } from "#app/auth/session-cookie.server.ts";
import { startSession } from "#app/auth/session-store.server.ts";
import { newId } from "#app/lib/ids.ts";
import type { Role } from "#db/schema.ts";
import type { Stage } from "#scripts/stage/stage.ts";

/** A person of this role with a session: their id, and the cookie their browser would send. */
export async function signedInAs(stage: Stage, role: Role): Promise<{ id: string; cookie: string }> {
  const id = newId("usr");
  await stage.db
    .insertInto("users")
    .values({ id, email: `${id}@example.com`, name: "Measured Person", password_hash: "none", role })
    .execute();
  return { id, cookie: await cookieFor(stage, id) };
}

/** A session cookie for somebody who exists, in this stage's own database: another stage may have been open before. */
export async function cookieFor(stage: Stage, userId: string): Promise<string> {
  const token = await startSession(stage.db, { userId, ip: null, userAgent: null });
  return (await sessionCookie().serialize(token)).split(";")[0]!;
}
