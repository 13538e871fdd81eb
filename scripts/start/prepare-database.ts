import pg from "pg";
import { maintainPartitions } from "#app/features/outbox/maintain-partitions.server.ts";
import { createDb, createPool, noBounds } from "#app/lib/db.server.ts";
import { migrateToLatest } from "#db/migrate.server.ts";
import { migrateJobs } from "#db/migrate-jobs.server.ts";
import { knowsArabicLetters, lettersAdvice } from "#scripts/postgres/knows-letters.ts";

/** Makes the database of this address if the server lacks it. */
export async function createDatabaseIfMissing(url: string): Promise<void> {
  const server = new URL(url);
  const name = decodeURIComponent(server.pathname.slice(1));
  server.pathname = "/postgres";
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  try {
    const { rows } = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (rows.length === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** Migrates, then loads the demo school if asked to and nobody is there yet. What it did, and what it would advise. */
export async function prepareDatabase(
  url: string,
  options: { demo: boolean },
): Promise<{ migrations: string[]; seeded: boolean; advice: string | null }> {
  const pool = createPool(url, { max: 2, applicationName: "bursar-start", bounds: noBounds });
  const db = createDb(pool);
  try {
    const migrations = await migrateToLatest(db);
    await migrateJobs(pool);
    // Before anyone writes: attaching today's partition under a running writer costs it a try.
    await maintainPartitions(db);
    const advice = (await knowsArabicLetters(db)) === false ? lettersAdvice : null;
    const someone = options.demo
      ? await db.selectFrom("users").select("id").limit(1).executeTakeFirst()
      : "not asked for";
    if (someone) return { migrations, seeded: false, advice };
    const { seedDemo } = await import("#db/seeds/demo.server.ts");
    return { migrations, seeded: await seedDemo(db), advice };
  } finally {
    await db.destroy();
  }
}
