import type { Db } from "#app/lib/db.server.ts";

/** What the lists' filters offer: every course by title, every currency a course has a price in. */
export async function findFilterOptions(db: Db) {
  const [courses, currencies] = await Promise.all([
    db.selectFrom("courses").select(["id", "title"]).orderBy("title").limit(300).execute(),
    db.selectFrom("course_prices").select("currency").distinct().orderBy("currency").limit(50).execute(),
  ]);
  return { courses, currencies: currencies.map((row) => row.currency) };
}

export type FilterOptions = Awaited<ReturnType<typeof findFilterOptions>>;
