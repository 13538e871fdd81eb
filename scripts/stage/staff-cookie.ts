import { signIn } from "#app/auth/session.server.ts";
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

/** A session cookie for somebody who exists. */
export async function cookieFor(stage: Stage, userId: string): Promise<string> {
  const headers = await signIn(new Request(`${stage.webUrl}/login`), userId, null);
  return headers.get("set-cookie")!.split(";")[0]!;
}
