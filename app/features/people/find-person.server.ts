import type { Db } from "#app/lib/db.server.ts";

/** A person as staff see them; null for nobody. Whoever was merged away is found too, and says into whom. */
export async function findPerson(db: Db, userId: string) {
  const person = await db
    .selectFrom("users")
    .select(["id", "name", "email", "phone", "role", "locale", "version", "created_at", "merged_into"])
    .where("id", "=", userId)
    .executeTakeFirst();
  return person ?? null;
}

export type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>;
