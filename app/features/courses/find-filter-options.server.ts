import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";

export interface FilterOptions {
  courses: Array<{ id: string; title: string }>;
  currencies: string[];
}

/**
 * What the lists' filters offer: the first courses by title and the one chosen, every currency that has a price or a
 * payment. Every list asks: one statement, which jumps from currency to currency in an index, however many the payments.
 */
export async function findFilterOptions(
  db: Db,
  chosen: { course?: string | null } = {},
): Promise<FilterOptions> {
  const { rows } = await sql<FilterOptions>`
    with recursive paid (currency) as (
      select min(currency) from payments
      union all
      select (select min(p.currency) from payments p where p.currency > paid.currency) from paid
      where paid.currency is not null
    )
    select
      coalesce((select json_agg(json_build_object('id', c.id, 'title', c.title) order by c.title)
        from ((select id, title from courses order by title limit 300)
          union select id, title from courses where id = ${chosen.course ?? null}) c), '[]') as courses,
      array(select currency from paid where currency is not null
        union select currency from course_prices order by currency limit 50) as currencies`.execute(db);
  return rows[0]!;
}
