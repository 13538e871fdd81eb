import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
import { createDb, createPool } from "#app/lib/db.server.ts";
import { migrateToLatest } from "#db/migrate.server.ts";
import { migrateJobs } from "#db/migrate-jobs.server.ts";

// Any number will do, as long as every run of these tests uses the same one.
const lockKey = 7_120_451;

/** The same server, another database. */
export function onDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * Makes sure that the server has a migrated template database for the migrations as they are now; its name.
 * `run` is an open connection whose application_name is "bursar-tests:<run>:<template>" for as long as the run
 * lasts: that is how other runs see that its databases are still wanted. Whatever no living run claims is dropped.
 */
export async function prepareTemplate(run: pg.Client, serverUrl: string): Promise<string> {
  const template = templateName();
  await run.query("select pg_advisory_lock($1)", [lockKey]);
  try {
    await dropUnclaimed(run, template);
    const { rows } = await run.query("select 1 from pg_database where datname = $1", [template]);
    if (rows.length === 0) await buildTemplate(run, serverUrl, template);
  } finally {
    await run.query("select pg_advisory_unlock($1)", [lockKey]);
  }
  return template;
}

/** A name that changes with any byte of the migrations. */
export function templateName(): string {
  const hash = createHash("sha256");
  const folder = new URL("../../db/migrations/", import.meta.url);
  for (const file of readdirSync(folder).sort())
    hash.update(file).update(readFileSync(new URL(file, folder)));
  hash.update(readFileSync(new URL("../../db/migrate.server.ts", import.meta.url)));
  return `bursar_template_${hash.digest("hex").slice(0, 12)}`;
}

/** A connection that claims this run's databases; `runId` is lower-case letters and digits. */
export async function claimRun(serverUrl: string, runId: string): Promise<pg.Client> {
  const run = new pg.Client({
    connectionString: serverUrl,
    application_name: `bursar-tests:${runId}:${templateName()}`,
    keepAlive: true,
  });
  await run.connect();
  return run;
}

async function buildTemplate(run: pg.Client, serverUrl: string, template: string): Promise<void> {
  // Built under another name: a run killed half-way leaves no half-migrated template behind.
  const unfinished = `${template}_unfinished`;
  await run.query(`drop database if exists ${unfinished} with (force)`);
  await run.query(`create database ${unfinished}`);
  const pool = createPool(onDatabase(serverUrl, unfinished), { max: 2 });
  const db = createDb(pool);
  try {
    await migrateToLatest(db);
    await migrateJobs(pool);
  } finally {
    await db.destroy();
  }
  await run.query(`alter database ${unfinished} rename to ${template}`);
}

async function dropUnclaimed(run: pg.Client, ownTemplate: string): Promise<void> {
  const { rows: living } = await run.query<{ application_name: string }>(
    "select application_name from pg_stat_activity where application_name like 'bursar-tests:%'",
  );
  const claims = living.map((row) => row.application_name.split(":"));
  const runs = new Set(claims.map((claim) => claim[1]));
  const templates = new Set([ownTemplate, ...claims.map((claim) => claim[2])]);
  const { rows } = await run.query<{ datname: string }>(
    "select datname from pg_database where datname like 'bursar\\_test\\_%' or datname like 'bursar\\_template\\_%'",
  );
  for (const { datname } of rows) {
    const wanted = datname.startsWith("bursar_test_")
      ? runs.has(datname.split("_")[2])
      : templates.has(datname.replace(/_unfinished$/, ""));
    if (!wanted) await run.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`);
  }
}
