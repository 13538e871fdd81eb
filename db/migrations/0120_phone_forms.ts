import { type Kysely, sql } from "kysely";

/**
 * Frozen. One phone number is written "010 …", "+20 10 …" and "0020 10 …": compared are the digits that all of these
 * share. Without the zeros before them, and without the country's code where at least four digits follow it. The twin
 * is app/features/people/search-text.ts. What was stored by the older function is computed anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users drop column search_phone`.execute(db);
  await sql`
    create or replace function phone_digits(written text) returns text language sql immutable strict parallel safe as $$
      select regexp_replace(
        regexp_replace(translate(written, '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', '01234567890123456789'), '[^0-9]', '', 'g'),
        '^0*((20|27|212|213|216|218|249|961|962|963|964|965|966|967|968|970|971|973|974)(?=[0-9]{4}))?0*', '')
    $$`.execute(db);
  await sql`alter table users add column search_phone text collate "C" generated always as (phone_digits(phone)) stored`.execute(
    db,
  );
  await sql`create index users_by_search_phone on users (search_phone, id)`.execute(db);
  await sql`create index users_by_phone_end on users ((reverse(search_phone) collate "C"), id)`.execute(db);
}
