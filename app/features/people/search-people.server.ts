import { sql } from "kysely";
import { spellings } from "#app/features/people/search-text.ts";
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
  const each = await Promise.all(spellings(search.slice(0, 120)).map((spelling) => searchFor(db, spelling)));
  const found = each.flat();
  // Where one spelling is somebody's name, what is merely like another is not meant.
  const named = found.filter((one) => one.rank < guessed);
  return [...new Set((named.length > 0 ? named : found).map((one) => one.user_id))].slice(0, mostFound);
}

/** The rank of those found by words that are like what was typed. */
const guessed = 9;

async function searchFor(db: Db, spelling: string) {
  const { rows } = await sql<{ user_id: string; rank: number }>`
    select user_id, min(rank) as rank from search_people(${spelling}) with ordinality as found (user_id, rank, place)
    group by user_id order by min(rank), min(place) limit ${mostFound}`.execute(db);
  return rows;
}
