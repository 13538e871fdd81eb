import pg from "pg";
import { maintainPartitions } from "#app/features/outbox/maintain-partitions.server.ts";
import { createDb, createPool, type Db, noBounds } from "#app/lib/db.server.ts";
import { migrateToLatest } from "#db/migrate.server.ts";
import { migrateJobs } from "#db/migrate-jobs.server.ts";
import { demoLogins } from "#db/seeds/demo-people.ts";
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

/** Migrates, then loads the demo school if asked to and nobody is there yet. What it did, would advise, and who of the demo is there. */
export async function prepareDatabase(
  url: string,
  options: { demo: boolean },
): Promise<{ migrations: string[]; seeded: boolean; advice: string | null; logins: typeof demoLogins }> {
  const pool = createPool(url, { max: 2, applicationName: "bursar-start", bounds: noBounds });
  const db = createDb(pool);
  try {
    const migrations = await migrateToLatest(db);
    await migrateJobs(pool);
    // Before anyone writes: attaching today's partition under a running writer costs it a try.
    await maintainPartitions(db);
    const advice = (await knowsArabicLetters(db)) === false ? lettersAdvice : null;
    const seeded = options.demo && (await seedIfEmpty(db));
    return { migrations, seeded, advice, logins: options.demo ? await findDemoLogins(db) : [] };
  } finally {
    await db.destroy();
  }
}

async function seedIfEmpty(db: Db): Promise<boolean> {
  if (await db.selectFrom("users").select("id").limit(1).executeTakeFirst()) return false;
  const { seedDemo } = await import("#db/seeds/demo.server.ts");
  return seedDemo(db);
}

/** A database filled by an earlier version, or with people of its own, lacks some of the demo's. */
export async function findDemoLogins(db: Db): Promise<typeof demoLogins> {
  const emails = demoLogins.map(({ email }) => email);
  const there = await db.selectFrom("users").select(["email", "role"]).where("email", "in", emails).execute();
  return demoLogins.filter((login) =>
    there.some(({ email, role }) => email === login.email && role === login.role),
  );
}
