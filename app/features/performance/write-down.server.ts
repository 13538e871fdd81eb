import { sql } from "kysely";
import { type Tally, takeTallies } from "#app/features/performance/record.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/**
 * Adds what this process measured to what others did: per five minutes, hour and day, so that an hour, a day and a
 * month are each read from a handful of rows. What cannot be written is given up; the next minute is written anew.
 */
export async function writeDownPerformance(
  db: Db,
  tallies: readonly Tally[] = takeTallies(),
): Promise<number> {
  if (tallies.length === 0) return 0;
  // In one order for every process: two of them write the same rows.
  await sql`
    insert into performance_tallies as t (resolution, bucket_at, kind, name, route, count, total, hits, unchanged, queries, query_ms, buckets)
    select r.resolution, r.bucket_at, m.* from jsonb_to_recordset(${JSON.stringify(tallies)}::jsonb) as m (
      kind text, name text, route text, count bigint, total float8, hits bigint, unchanged bigint, queries bigint, query_ms float8, buckets bigint[])
    cross join (values ('5m', date_bin('5 minutes', now(), 'epoch')), ('1h', date_trunc('hour', now(), 'UTC')), ('1d', date_trunc('day', now(), 'UTC'))) as r (resolution, bucket_at)
    order by r.resolution, m.kind, m.name, m.route
    on conflict (resolution, bucket_at, kind, name, route) do update set
      count = t.count + excluded.count, total = t.total + excluded.total, hits = t.hits + excluded.hits,
      unchanged = t.unchanged + excluded.unchanged, queries = t.queries + excluded.queries, query_ms = t.query_ms + excluded.query_ms,
      buckets = (select array_agg(coalesce(u.a, 0) + coalesce(u.b, 0) order by u.place) from unnest(t.buckets, excluded.buckets) with ordinality as u (a, b, place))`.execute(
    db,
  );
  return tallies.length;
}

/** Forgets five minutes after two days, and everything after thirty. */
export async function prunePerformance(db: Db): Promise<void> {
  await sql`
    delete from performance_tallies
    where bucket_at < now() - case resolution when '5m' then interval '2 days' else interval '30 days' end`.execute(
    db,
  );
}
