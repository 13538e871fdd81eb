import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { createDb, createPool, type Db } from "#app/lib/db.server.ts";
import { holdSingleton } from "#tests/support/hold-singleton.ts";
import { onDatabase } from "#tests/support/template.ts";

export interface TestDatabase {
  db: Db;
  pool: pg.Pool;
  /** The connection string, for processes and connections of the test's own. */
  url: string;
}

/**
 * A migrated, empty database for this test file alone, dropped after its last test. Call it at the top of the file:
 * what it returns can be used from the first hook on. It is also what `db()` and `pool()` answer in this file.
 */
export function useDatabase(): TestDatabase {
  const server = inject("databaseServer");
  const name = `bursar_test_${inject("databaseRun")}_${randomBytes(6).toString("hex")}`;
  const url = onDatabase(server, name);
  const pool = createPool(url, { max: 10, applicationName: name });
  const db = createDb(pool);
  process.env.DATABASE_URL = url;
  holdSingleton("pool", pool);
  holdSingleton("db", db);

  beforeAll(() =>
    onServer(server, `create database ${name} template ${inject("databaseTemplate")} strategy file_copy`),
  );
  afterAll(async () => {
    if (!pool.ending) await db.destroy();
    await onServer(server, `drop database if exists ${name} with (force)`);
  });
  return { db, pool, url };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
