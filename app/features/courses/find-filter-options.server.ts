import { sql } from "kysely";
import type { Db } from "#app/lib/db.server.ts";

export interface FilterOptions {
  courses: Array<{ id: string; title: string }>;
  currencies: string[];
}

/** What the lists' filters offer: every course by title, every currency a course has a price in. Every list asks: one statement. */
export async function findFilterOptions(db: Db): Promise<FilterOptions> {
  const { rows } = await sql<FilterOptions>`
    select
      coalesce((select json_agg(json_build_object('id', c.id, 'title', c.title) order by c.title)
        from (select id, title from courses order by title limit 300) c), '[]') as courses,
      array(select distinct currency from course_prices order by currency limit 50) as currencies`.execute(
    db,
  );
  return rows[0]!;
}
