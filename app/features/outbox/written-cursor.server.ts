import { sql } from "kysely";
import { formatCursor } from "#app/features/outbox/cursor.ts";
import type { Db } from "#app/lib/db.server.ts";

/**
 * Two places in the outbox. `wrote` lies after everything committed so far, before the first event of a transaction
 * that has not begun: whoever has read up to it has heard of every write that was over when this was asked. Up to
 * `settled` nothing is under way any more: whoever reads rows from now on sees all that happened before it.
 */
export async function writtenCursors(db: Db, epoch: string): Promise<{ wrote: string; settled: string }> {
  const { rows } = await sql<{ xmax: string; xmin: string }>`
    select pg_snapshot_xmax(now)::text as xmax, pg_snapshot_xmin(now)::text as xmin
    from pg_current_snapshot() as now`.execute(db);
  const cursor = (xid: string) => formatCursor({ epoch, xid: BigInt(xid), seq: 0 });
  return { wrote: cursor(rows[0]!.xmax), settled: cursor(rows[0]!.xmin) };
}
