import { type Kysely, sql } from "kysely";

/** Frozen. The office's courses are found as people are: what is compared is folded first, and stored so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table courses add column search_title text not null generated always as (fold_search(title)) stored`.execute(
    db,
  );
  await sql`drop index courses_words, courses_title_begins`.execute(db);
  await sql`create index courses_words on courses using gin (search_title gin_trgm_ops)`.execute(db);
  await sql`create index courses_title_begins on courses (search_title text_pattern_ops)`.execute(db);
}
