import { sql } from "kysely";
import { type Db, databaseErrorCode } from "#app/lib/db.server.ts";

/** What a database costs that takes no Arabic letter for one, and what mends it. */
export const lettersAdvice =
  "searches for part of an Arabic name read every person: the database's lc_ctype knows no Arabic letters. " +
  "For a large school make one with LC_CTYPE 'C.UTF-8' and move the data there";

/** Whether pg_trgm takes Arabic letters for letters; null before the first migration has made it. */
export async function knowsArabicLetters(db: Db): Promise<boolean | null> {
  try {
    const { rows } = await sql<{ known: boolean }>`
      select cardinality(show_trgm(${"محمد"})) > 0 as known`.execute(db);
    return rows[0]!.known;
  } catch (error) {
    if (databaseErrorCode(error) !== "42883") throw error;
    return null;
  }
}
