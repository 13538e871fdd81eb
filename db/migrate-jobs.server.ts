import { runMigrations } from "graphile-worker";
import type pg from "pg";
import { jobLogger } from "#app/lib/job-logger.server.ts";

/** Brings the job queue's own schema (graphile_worker) to the level of the installed package. Safe to run at once. */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: jobLogger() });
}
