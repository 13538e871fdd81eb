import { sql } from "kysely";
import { type Cursor, isAfter } from "#app/features/outbox/cursor.ts";
import type { OutboxTail } from "#app/features/outbox/tail.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** Who is further behind reloads its page: that costs less than so many events. */
const resumeLimit = 20_000;

/** Whether every event after this cursor is still there, and the cursor is this database's own. */
export async function canResume(db: Db, tail: OutboxTail, cursor: Cursor): Promise<boolean> {
  const position = tail.position;
  if (!position || cursor.epoch !== position.epoch) return false;
  if (tail.keptAfter(cursor)) return isAfter(cursor, position) ? isReached(db, tail, cursor) : true;
  return !(await isTooOld(db, cursor));
}

/** Another process may have read further than this one; nobody can have read past the horizon. */
async function isReached(db: Db, tail: OutboxTail, cursor: Cursor): Promise<boolean> {
  const { xmin } = await tail.horizon.watch(db);
  return cursor.xid <= xmin;
}

async function isTooOld(db: Db, cursor: Cursor): Promise<boolean> {
  const { rows } = await sql<{ too_old: boolean }>`
    select ${String(cursor.xid)}::xid8 <= pruned_xid
      or exists (
        select from outbox_events where (xid, seq) > (${String(cursor.xid)}::xid8, ${cursor.seq}::bigint)
        order by xid, seq offset ${resumeLimit} limit 1
      ) as too_old
    from outbox_epoch where epoch = ${cursor.epoch}`.execute(db);
  return rows[0]?.too_old ?? true;
}
