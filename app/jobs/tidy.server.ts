import { sql } from "kysely";
import { maintainPartitions } from "#app/features/outbox/maintain-partitions.server.ts";
import { prunePerformance } from "#app/features/performance/write-down.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** Housekeeping: the outbox's days, and what has run out. */
export async function tidy(db: Db): Promise<void> {
  await maintainPartitions(db);
  await db.deleteFrom("sessions").where("expires_at", "<", sql<Date>`now()`).execute();
  await db
    .deleteFrom("worker_heartbeats")
    .where("beat_at", "<", sql<Date>`now() - interval '1 day'`)
    .execute();
  await db
    .deleteFrom("payment_webhooks")
    .where("status", "=", "rejected")
    .where("received_at", "<", sql<Date>`now() - interval '30 days'`)
    .execute();
  await prunePerformance(db);
}
