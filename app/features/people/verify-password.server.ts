import { findUserByEmail } from "#app/features/people/find-user.server.ts";
import { hashPassword, passwordFits } from "#app/features/people/password-hash.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";

/** The person with this e-mail and password, or null: an unknown address takes as long as a wrong password. */
export async function verifyPassword(db: Db, input: { email: string; password: string }) {
  const user = await findUserByEmail(db, input.email);
  const fits = await passwordFits(user?.password_hash ?? (await nobodysHash()), input.password);
  if (!user || !fits) return null;
  return { id: user.id, role: user.role };
}

/** The hash of a password nobody knows, made once a process. */
function nobodysHash(): Promise<string> {
  return singleton("nobodys-hash", () => hashPassword(crypto.randomUUID()));
}
