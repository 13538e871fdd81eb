import { type SelectQueryBuilder, sql } from "kysely";
import { LRUCache } from "lru-cache";
import type { Db } from "#app/lib/db.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";

/** Counted so far, beyond that estimated: no list is worth reading a million rows for their number. */
export const mostCounted = 1_000;

export interface RowCount {
  count: number;
  /** False: the planner's estimate, from statistics of the table. */
  exact: boolean;
  /** There are as many and may be more: the search behind them stopped at its bound. Never with `exact`. */
  least?: true;
}

/** What a count of a bounded search's rows says: all of them, or at least so many where the search was `cut` short. */
export function countedWithin(total: RowCount, cut: boolean): RowCount {
  if (!cut) return total;
  return { count: total.exact ? total.count : mostCounted, exact: false, least: true };
}

const estimates = () =>
  singleton("row-estimates", () => new LRUCache<string, number>({ max: 500, ttl: 60_000 }));

/**
 * How many rows `query` has: exact up to 1,000, else an estimate, which is kept for a minute. `query` says where
 * and whence, and may say in which order (`inOrder`): asked for any thousand, the planner may read the table from its
 * beginning, however far from there they are. A page that is the whole list knows better: pass its number of rows as
 * `whole`.
 */
export async function countRows<DB, TB extends keyof DB>(
  db: Db,
  query: SelectQueryBuilder<DB, TB, object>,
  whole?: number | null,
): Promise<RowCount> {
  if (typeof whole === "number") return { count: whole, exact: true };
  const rows = query.clearSelect().select(sql<number>`1`.as("one"));
  const compiled = rows.compile();
  const name = `${compiled.sql} ${JSON.stringify(compiled.parameters)}`;
  const known = estimates().get(name);
  if (known !== undefined) return { count: known, exact: false };
  const counted = await sql<{ count: number }>`
    select count(*) as count from (${rows.limit(mostCounted + 1)}) few`.execute(db);
  const count = counted.rows[0]!.count;
  if (count <= mostCounted) return { count, exact: true };
  const estimate = Math.max(await estimateRows(db, rows.clearOrderBy()), mostCounted + 1);
  estimates().set(name, estimate);
  return { count: estimate, exact: false };
}

/** For rows that are known to be more than `atLeast`: how many by the planner's estimate, without counting any. */
export async function estimateCount<DB, TB extends keyof DB>(
  db: Db,
  query: SelectQueryBuilder<DB, TB, object>,
  atLeast: number,
): Promise<RowCount> {
  const rows = query.clearSelect().select(sql<number>`1`.as("one"));
  return { count: Math.max(await estimateRows(db, rows), atLeast + 1), exact: false };
}

async function estimateRows<DB, TB extends keyof DB>(
  db: Db,
  rows: SelectQueryBuilder<DB, TB, object>,
): Promise<number> {
  const planned = await sql<{
    "QUERY PLAN": Array<{ Plan: { "Plan Rows": number } }>;
  }>`explain (format json) ${rows}`.execute(db);
  return planned.rows[0]!["QUERY PLAN"][0]!.Plan["Plan Rows"];
}
