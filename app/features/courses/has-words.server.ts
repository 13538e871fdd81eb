import { type RawBuilder, sql } from "kysely";

/**
 * Whether what was written for people has these words, as people are searched: letter case, accents, the ways Arabic is
 * written and digits do not count. A search of signs alone is taken as it is. For few rows: no index serves it.
 */
export function hasWords(column: string, search: string): RawBuilder<boolean> {
  const text = sql.ref(column);
  const signs = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  return sql`case fold_search(${search}) when '' then ${text} ilike ${signs}
    else fold_search(${text}) like '%' || fold_search(${search}) || '%' end`;
}
