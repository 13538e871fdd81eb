import type { Db } from "#app/lib/db.server.ts";

/** A view that this person may open: their own, or a shared one. */
export function findView(db: Db, id: string, userId: string) {
  return db
    .selectFrom("saved_views")
    .selectAll()
    .where("id", "=", id)
    .where((eb) => eb.or([eb("owner_id", "=", userId), eb("shared", "=", true)]))
    .executeTakeFirst();
}
