import { sql } from "kysely";
import type { Db, Trx } from "#app/lib/db.server.ts";

/** Serializes the making of an epoch between processes. */
const epochLock = 7_301_001;

interface ServerIdentity {
  identity: string;
  /** Rows of transactions this server has not had yet: they came from another one's dump. */
  foreign_rows: boolean;
}

/**
 * The name of this database's run of transaction ids. A restored copy counts its transactions anew, so cursors from
 * before mean other events there: another server (its system identifier), another timeline (a promotion, a recovery
 * to a point in time) or rows from the future begin a new epoch, and every reader starts over.
 */
export async function currentEpoch(db: Db): Promise<string> {
  const latest = await latestEpoch(db);
  const server = await serverIdentity(db);
  if (latest && latest.system_identifier === server.identity && !server.foreign_rows) return latest.epoch;
  return await db.transaction().execute(async (trx) => beginEpoch(trx));
}

async function beginEpoch(trx: Trx): Promise<string> {
  await sql`select pg_advisory_xact_lock(${epochLock})`.execute(trx);
  const latest = await latestEpoch(trx);
  const server = await serverIdentity(trx);
  if (latest && latest.system_identifier === server.identity && !server.foreign_rows) return latest.epoch;
  // Left alone they would be read as new once this server's transaction ids reach theirs.
  await sql`delete from outbox_events where xid >= pg_snapshot_xmax(pg_current_snapshot())`.execute(trx);
  const epoch = crypto.randomUUID().replaceAll("-", "").slice(0, 10);
  await trx
    .insertInto("outbox_epoch")
    .values({ epoch, system_identifier: server.identity, created_at: sql<Date>`clock_timestamp()` })
    .execute();
  return epoch;
}

function latestEpoch(db: Db | Trx) {
  return db
    .selectFrom("outbox_epoch")
    .select(["epoch", "system_identifier"])
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
}

async function serverIdentity(db: Db | Trx): Promise<ServerIdentity> {
  const { rows } = await sql<ServerIdentity>`
    select system_identifier || '/' || timeline_id as identity,
      exists (select from outbox_events where xid >= pg_snapshot_xmax(pg_current_snapshot())) as foreign_rows
    from pg_control_system(), pg_control_checkpoint()`.execute(db);
  return rows[0]!;
}
