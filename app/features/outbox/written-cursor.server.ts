import { sql } from "kysely";
import { formatCursor } from "#app/features/outbox/cursor.ts";
import type { Db } from "#app/lib/db.server.ts";

/**
 * A place after everything committed so far: before the first event of a transaction that has not begun. Whoever has
 * read the outbox up to it has heard of every write that was over when this was asked.
 */
export async function writtenCursor(db: Db, epoch: string): Promise<string> {
  const { rows } = await sql<{ xid: string }>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as xid`.execute(db);
  return formatCursor({ epoch, xid: BigInt(rows[0]!.xid), seq: 0 });
}
