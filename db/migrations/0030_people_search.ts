import { type Kysely, sql } from "kysely";

/**
 * Frozen. Finding people: what is compared is folded first (letter case, accents, the ways Arabic is written, digits), by
 * functions whose TypeScript twin is app/features/people/search-text.ts. Prefixes come from btrees in byte order, which
 * answer two letters as fast as twenty; a slip of the keyboard is mended against the words that names are made of.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists pg_trgm`.execute(db);

  await sql`
    create function fold_search(written text) returns text language sql immutable strict parallel safe as $$
      select btrim(regexp_replace(
        replace(replace(replace(replace(
          translate(
            regexp_replace(lower(normalize(written, NFKD) collate "und-x-icu"),
              '[\\u0300-\\u036f\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06ed\\u0640\\u0621\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff''\\u0060\\u2018\\u2019\\u02bc]', '', 'g'),
            'ىیېےةۃەہھٱکøđłıςħð٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
            'ييييهههههاكodliσhd01234567890123456789'),
          'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
        '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u00d7\\u00f7\\u060c\\u061b\\u061f\\u066a-\\u066d\\u06d4\\u2000-\\u206f\\u3000-\\u3003]+', ' ', 'g'))
    $$`.execute(db);
  await sql`
    create function phone_digits(written text) returns text language sql immutable strict parallel safe as $$
      select regexp_replace(translate(written, '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', '01234567890123456789'), '[^0-9]', '', 'g')
    $$`.execute(db);

  await sql`
    alter table users
      add column search_name text collate "C" not null generated always as (fold_search(name)) stored,
      add column search_email text collate "C" not null generated always as (lower(email::text)) stored,
      add column search_phone text collate "C" generated always as (phone_digits(phone)) stored,
      add column search_words text not null generated always as (' ' || fold_search(name) || ' ' || fold_search(split_part(email::text, '@', 1))) stored`.execute(
    db,
  );
  await sql`create index users_by_search_name on users (search_name, id)`.execute(db);
  // A person is looked for by any of their names: each rest of the name, from its second, third and fourth word on.
  await sql`create index users_by_second_name on users ((regexp_replace(search_name, '^[^ ]+ ', '') collate "C"), id) where search_name like '% %'`.execute(
    db,
  );
  await sql`create index users_by_third_name on users ((regexp_replace(search_name, '^[^ ]+ [^ ]+ ', '') collate "C"), id) where search_name like '% % %'`.execute(
    db,
  );
  await sql`create index users_by_fourth_name on users ((regexp_replace(search_name, '^[^ ]+ [^ ]+ [^ ]+ ', '') collate "C"), id) where search_name like '% % % %'`.execute(
    db,
  );
  await sql`create index users_by_search_email on users (search_email, id)`.execute(db);
  await sql`create index users_by_search_phone on users (search_phone, id)`.execute(db);
  // National and international forms of one number end alike.
  await sql`create index users_by_phone_end on users ((reverse(search_phone) collate "C"), id)`.execute(db);
  await sql`
    alter table users
      add column merged_into text references users,
      add column merged_at timestamptz,
      add constraint users_merged_elsewhere check (merged_into <> id and (merged_into is null) = (merged_at is null))`.execute(
    db,
  );
  await sql`create index users_by_survivor on users (merged_into) where merged_into is not null`.execute(db);
  // The folded name and address answer what these did.
  await sql`drop index users_by_email_prefix, users_by_name_prefix`.execute(db);
  await sql`create index users_by_words on users using gin (search_words gin_trgm_ops)`.execute(db);
  await sql`create index users_newest on users (created_at desc, id desc)`.execute(db);
  await sql`create index users_staff on users (role, created_at desc, id desc) where role <> 'student'`.execute(
    db,
  );

  // Every word of every name, once: some ten thousand in a large school, so that the closest to a misspelt one is found at once.
  await sql`create table name_words (word text collate "C" primary key)`.execute(db);
  await sql`create index name_words_alike on name_words using gin (word gin_trgm_ops)`.execute(db);
  await sql`
    create function learn_name_words() returns trigger language plpgsql as $$
    begin
      -- In order, so that two of these never wait for each other.
      insert into name_words (word)
      select distinct words.word from learned, regexp_split_to_table(learned.search_name, ' ') as words(word)
      where length(words.word) between 3 and 40 and words.word !~ '[0-9]'
        and not exists (select 1 from name_words known where known.word = words.word)
      order by words.word
      on conflict do nothing;
      return null;
    end $$`.execute(db);
  await sql`create trigger learn_name_words after insert on users referencing new table as learned for each statement execute function learn_name_words()`.execute(
    db,
  );
  await sql`create trigger learn_changed_name_words after update on users referencing new table as learned for each statement execute function learn_name_words()`.execute(
    db,
  );
  await sql`
    insert into name_words (word)
    select distinct word from users, regexp_split_to_table(search_name, ' ') as word
    where length(word) between 3 and 40 and word !~ '[0-9]'
    on conflict do nothing`.execute(db);

  // The people a search names, best first by rank. Each step reads at most a few hundred index entries; a step that costs
  // more runs only when the cheaper ones found too little. The plan is made for the words at hand: a prefix needs that.
  await sql`
    create function search_people(asked text, most int default 200) returns table (user_id text, rank int)
      language plpgsql stable set enable_seqscan = off set pg_trgm.similarity_threshold = 0.25 set plan_cache_mode = force_custom_plan as $$
    declare
      raw text := lower(btrim(asked));
      spoken text := fold_search(asked);
      words text[] := regexp_split_to_array(fold_search(asked), ' +');
      digits text := ltrim(phone_digits(asked), '0');
      prefix text := fold_search(asked) || '%';
      has_found int := 0;
      found_now int;
      better text[];
    begin
      if raw = '' then return; end if;
      if raw ~ '^(usr|pay|enr|att|whk|exc|cas)_[0-9a-z]*$' then
        return query
          select coalesce(u.merged_into, u.id), 0 from users u where raw like 'usr%' and u.id >= raw and u.id <= rpad(raw, 40, 'z') limit most;
        return query
          select p.student_id, 0 from payments p where raw like 'pay%' and p.id >= raw and p.id <= rpad(raw, 40, 'z') limit most;
        return query select n.student_id, 0 from enrollments n where n.id = raw;
        return query select p.student_id, 0 from payment_attempts a join payments p on p.id = a.payment_id where a.id = raw;
        return query select p.student_id, 0 from payment_webhooks w join payments p on p.id = w.payment_id where w.id = raw;
        return query select x.student_id, 0 from exceptions x where x.id = raw and x.student_id is not null;
        return;
      end if;

      -- A gateway's reference, whole. Transactions declined before another succeeded are known from their delivery.
      if raw ~ '^[^ @]{4,100}$' then
        return query
          select p.student_id, 0 from payments p where p.id in (
            select a.payment_id from payment_attempts a where a.gateway_transaction_ref = btrim(asked)
            union select a.payment_id from payment_attempts a where a.gateway in ('paymob','ikhokha') and a.gateway_order_ref = btrim(asked)
            union select w.payment_id from payment_webhooks w where w.transaction_ref = btrim(asked)) limit most;
        get diagnostics found_now = row_count;
        has_found := has_found + found_now;
      end if;

      if raw !~ ' ' then
        return query
          select coalesce(h.merged_into, h.id), case when h.search_email = raw then 1 else 3 end from (
            select u.id, u.merged_into, u.search_email from users u
            where u.search_email like replace(replace(replace(raw, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' order by u.search_email, u.id limit most) h;
        get diagnostics found_now = row_count;
        has_found := has_found + found_now;
      end if;

      if digits <> '' and spoken ~ '^[0-9 ]+$' then
        return query
          (select coalesce(u.merged_into, u.id), 2 from users u where u.search_phone like digits || '%' order by u.search_phone, u.id limit most)
          union all
          (select coalesce(u.merged_into, u.id), 2 from users u where (reverse(u.search_phone) collate "C") like reverse(digits) || '%'
            order by (reverse(u.search_phone) collate "C"), u.id limit most);
        get diagnostics found_now = row_count;
        has_found := has_found + found_now;
      end if;

      if raw ~ '@' or spoken = '' then return; end if;
      return query
        (select coalesce(u.merged_into, u.id), case when u.search_name = spoken then 1 else 2 end from users u where u.search_name like prefix order by u.search_name, u.id limit most)
        union all
        (select coalesce(u.merged_into, u.id), 4 from users u where u.search_name like '% %' and (regexp_replace(u.search_name, '^[^ ]+ ', '') collate "C") like prefix
          order by (regexp_replace(u.search_name, '^[^ ]+ ', '') collate "C"), u.id limit most)
        union all
        (select coalesce(u.merged_into, u.id), 5 from users u where u.search_name like '% % %' and (regexp_replace(u.search_name, '^[^ ]+ [^ ]+ ', '') collate "C") like prefix
          order by (regexp_replace(u.search_name, '^[^ ]+ [^ ]+ ', '') collate "C"), u.id limit most)
        union all
        (select coalesce(u.merged_into, u.id), 6 from users u where u.search_name like '% % % %' and (regexp_replace(u.search_name, '^[^ ]+ [^ ]+ [^ ]+ ', '') collate "C") like prefix
          order by (regexp_replace(u.search_name, '^[^ ]+ [^ ]+ [^ ]+ ', '') collate "C"), u.id limit most);
      get diagnostics found_now = row_count;
      has_found := has_found + found_now;
      if has_found >= 20 then return; end if;

      -- Words in another order or with others between them: first among those whose name begins so, then by trigram.
      if array_length(words, 1) between 2 and 6 then
        return query
          select h.id, 7 from (
            select coalesce(u.merged_into, u.id) as id, u.search_words from users u where u.search_name like words[1] || '%' order by u.search_name, u.id limit 2000) h
          where h.search_words like all (select '% ' || word || '%' from unnest(words) as word) limit most;
        get diagnostics found_now = row_count;
        has_found := has_found + found_now;
        if has_found >= 20 then return; end if;
      end if;
      if length(spoken) >= 3 and array_length(words, 1) <= 6 then
        return query
          select coalesce(u.merged_into, u.id), 8 from users u
          where u.search_words like '% ' || words[1] || '%'
            and u.search_words like '% ' || coalesce(words[2], '') || '%' and u.search_words like '% ' || coalesce(words[3], '') || '%'
            and u.search_words like '% ' || coalesce(words[4], '') || '%' and u.search_words like '% ' || coalesce(words[5], '') || '%'
          limit most;
        get diagnostics found_now = row_count;
        has_found := has_found + found_now;
      end if;
      if has_found > 0 then return; end if;

      -- Nobody is called so: each word that no name begins with may be one of the three most like it.
      select array_agg(' (' || coalesce(
          (select n.word from name_words n where n.word like asked_word || '%' limit 1),
          (select string_agg(alike.word, '|') from (
            select n.word from name_words n where n.word % asked_word
            order by similarity(n.word, asked_word) desc, abs(length(n.word) - length(asked_word)), n.word limit 3) alike),
          asked_word) || ')' order by place)
        into better from unnest(words[1:5]) with ordinality as given(asked_word, place);
      return query
        select h.id, 9 from (
          select coalesce(u.merged_into, u.id) as id, similarity(u.search_words, spoken) as likeness from users u
          where u.search_words ~ better[1] and u.search_words ~ coalesce(better[2], '') and u.search_words ~ coalesce(better[3], '')
            and u.search_words ~ coalesce(better[4], '') and u.search_words ~ coalesce(better[5], '')
          limit most) h
        order by h.likeness desc;
    end $$`.execute(db);
}
