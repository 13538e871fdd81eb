import { type Kysely, sql } from "kysely";

/** Frozen. How long loads took, what browsers measured and how late events and deliveries were, as histograms over time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table performance_tallies (
      resolution text not null check (resolution in ('5m','1h','1d')),
      bucket_at timestamptz not null,
      kind text not null check (kind in ('loader','vital','lag')),
      name text not null check (length(name) between 1 and 40),
      route text not null check (length(route) <= 200),
      count bigint not null check (count >= 0),
      total double precision not null,
      hits bigint not null check (hits >= 0),
      unchanged bigint not null check (unchanged >= 0),
      queries bigint not null check (queries >= 0),
      query_ms double precision not null,
      buckets bigint[] not null,
      primary key (resolution, bucket_at, kind, name, route)
    )`.execute(db);
}
