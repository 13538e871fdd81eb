import type { Db } from "#app/lib/db.server.ts";

/** A person with this e-mail address, whatever its case. */
export function findUserByEmail(db: Db, email: string) {
  return db
    .selectFrom("users")
    .select(["id", "email", "name", "role", "locale", "password_hash"])
    .where("email", "=", email.trim())
    .executeTakeFirst();
}

/** What a person may see and change of their own profile. */
export function findProfile(db: Db, userId: string) {
  return db
    .selectFrom("users")
    .select(["id", "email", "name", "phone", "role", "version", "created_at"])
    .where("id", "=", userId)
    .executeTakeFirst();
}
