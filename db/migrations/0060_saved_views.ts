import { type Kysely, sql } from "kysely";

/** Frozen. Lists as staff like to see them: their own and shared ones, and which opens when one opens the list. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table saved_views (
      id text primary key check (id like 'vew\\_%'),
      owner_id text not null references users,
      list text not null check (list in ('payments','enrollments','users','courses','webhooks','exceptions','cases','notifications','audit')),
      name text not null check (length(btrim(name)) between 1 and 80),
      query text not null check (length(query) <= 2000),
      shared boolean not null default false,
      version int not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint saved_views_name unique (owner_id, list, name)
    )`.execute(db);
  await sql`create index saved_views_shared on saved_views (list, name) where shared`.execute(db);
  await sql`
    create table default_views (
      user_id text not null references users,
      list text not null check (list in ('payments','enrollments','users','courses','webhooks','exceptions','cases','notifications','audit')),
      view_id text not null references saved_views on delete cascade,
      primary key (user_id, list)
    )`.execute(db);
  await sql`create index default_views_by_view on default_views (view_id)`.execute(db);
}
