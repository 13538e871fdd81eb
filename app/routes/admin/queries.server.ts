import type { Db } from "#app/lib/db.server.ts";

/** The badge counts this far and then says "99+". */
const mostCounted = 100;

/** Open exceptions, at most 100: the badge needs no more, and a flood costs no more. */
export async function countOpenExceptions(db: Db): Promise<number> {
  const rows = await db
    .selectFrom("exceptions")
    .select("id")
    .where("status", "=", "open")
    .limit(mostCounted)
    .execute();
  return rows.length;
}
