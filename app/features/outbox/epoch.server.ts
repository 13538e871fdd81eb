import { sql } from "kysely";
import type { Db, Trx } from "#app/lib/db.server.ts";

/** Serializes the making of an epoch between processes. */
const epochLock = 7_301_001;

interface Standing {
  /** This server and its timeline. */
  server: string;
  /** The latest epoch, if it is this server's and holds no rows of transactions that it has not had yet. */
  epoch: string | null;
}

/**
 * The name of this database's run of transaction ids. A restored copy counts its transactions anew, so cursors from
 * before mean other events there: another server (its system identifier), another timeline (a promotion, a recovery
 * to a point in time) or rows from the future begin a new epoch, and every reader starts over.
 */
export async function currentEpoch(db: Db): Promise<string> {
  const { epoch } = await standing(db);
  return epoch ?? (await db.transaction().execute((trx) => beginEpoch(trx)));
}

async function beginEpoch(trx: Trx): Promise<string> {
  await sql`select pg_advisory_xact_lock(${epochLock})`.execute(trx);
  const { epoch: begun, server } = await standing(trx);
  if (begun) return begun;
  // Left alone they would be read as new once this server's transaction ids reach theirs.
  await sql`delete from outbox_events where xid >= pg_snapshot_xmax(pg_current_snapshot())`.execute(trx);
  const epoch = crypto.randomUUID().replaceAll("-", "").slice(0, 10);
  await trx
    .insertInto("outbox_epoch")
    .values({ epoch, system_identifier: server, created_at: sql<Date>`clock_timestamp()` })
    .execute();
  return epoch;
}

/** One statement, so that all of it is seen at one moment. */
async function standing(db: Db | Trx): Promise<Standing> {
  const { rows } = await sql<Standing>`
    with server as (
      select system_identifier || '/' || timeline_id as name from pg_control_system(), pg_control_checkpoint()
    ), latest as (
      select epoch, system_identifier from outbox_epoch order by created_at desc limit 1
    )
    select server.name as server, latest.epoch
    from server left join latest on latest.system_identifier = server.name
      and not exists (select from outbox_events where xid >= pg_snapshot_xmax(pg_current_snapshot()))`.execute(
    db,
  );
  return rows[0]!;
}
