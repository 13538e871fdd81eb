import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";

/** How many people one search tells apart; more than that wants another letter. */
export const mostFound = 200;

/** Whether a search stopped at its bound: there may be people whom it would have named next. */
export const isCutShort = (found: readonly string[] | null) => found !== null && found.length >= mostFound;

/**
 * The people a search names, best first: by the beginning of any of their names, e-mail address, either end of a phone
 * number, an id or a gateway's reference, and with a slip of the keyboard where nobody is called so. What it may cost is
 * bounded whatever was typed (search_people of 0030_people_search).
 */
export async function searchPeople(db: Db, search: string): Promise<string[]> {
  const { rows } = await sql<{ user_id: string }>`
    select user_id from search_people(${search.slice(0, 120)}) with ordinality as found (user_id, rank, place)
    group by user_id order by min(rank), min(place) limit ${mostFound}`.execute(db);
  return rows.map((row) => row.user_id);
}
