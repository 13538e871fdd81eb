import type { Stage } from "#scripts/stage/stage.ts";

/** Tables that a whole reading of is never right for one page. */
const large = [
  "payments",
  "payment_attempts",
  "payment_evidence",
  "payment_webhooks",
  "enrollments",
  "ledger_entries",
  "users",
  "audit_log",
  "mails",
  "support_cases",
  "refund_drafts",
  "exceptions",
];

/**
 * Rows a bounded count may glance at in whatever order they lie: app/lib/count-rows.server.ts stops at the 1,001st that
 * matches. No more than a two-hundredth of a million.
 */
const mostGlanced = 5_000;

/**
 * Watches what the office asks of the database from now on. The returned function tells what is wrong with it: a
 * statement that skips rows, one that counts or sums without a bound, a large table that was read from end to end.
 */
export async function watchStatements(stage: Stage): Promise<() => Promise<string[]>> {
  await stage.pool.query("create extension if not exists pg_stat_statements");
  await stage.pool.query("select pg_stat_statements_reset()");
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const before = await scans(stage);
  return async () => {
    // Each connection reports what it read within a second of being idle.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const after = await scans(stage);
    const { rows } = await stage.pool.query<{ query: string }>(
      `select query from pg_stat_statements s join pg_database d on d.oid = s.dbid
       where d.datname = current_database() and query ilike 'select%' and query not ilike '%pg_stat%'`,
    );
    return [
      ...rows.map(({ query }) => faultOf(query)).filter((fault) => fault !== null),
      ...large.flatMap((table) => {
        const times = after.get(table)!.times - before.get(table)!.times;
        const rows = after.get(table)!.rows - before.get(table)!.rows;
        return rows > times * mostGlanced ? [`${table} was read from end to end, ${rows} rows in all`] : [];
      }),
    ];
  };
}

async function scans(stage: Stage): Promise<Map<string, { times: number; rows: number }>> {
  const { rows } = await stage.pool.query<{ table: string; times: number; rows: number }>(
    `select relname as table, seq_scan::int as times, seq_tup_read::float8 as rows
     from pg_stat_user_tables where relname = any($1)`,
    [large],
  );
  return new Map(rows.map((row) => [row.table, row]));
}

/** An aggregate is bounded when what it counts is: the innermost rows come from a limit. */
function faultOf(query: string): string | null {
  const text = query.replace(/\s+/g, " ");
  if (/\boffset\b/i.test(text)) return `skips rows: ${text.slice(0, 200)}`;
  // A few sums for each day, and what one of fifty rows has beside it.
  const few =
    /\bfrom (payment|enrollment)_rollups\b|\bjoin (payment|enrollment)_rollups\b|\bwhere e\.id = any\(/i.test(
      text,
    );
  if (/\b(count|sum)\s*\(/i.test(text) && !few && !/\blimit\b/i.test(text))
    return `unbounded: ${text.slice(0, 200)}`;
  return null;
}
