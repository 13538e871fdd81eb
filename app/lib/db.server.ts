import { Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { noteQuery } from "#app/lib/query-tally.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";
import { type Patience, WatchedPool } from "#app/lib/watched-pool.server.ts";
import type { Database } from "#db/schema.ts";

/** Reads, anywhere. */
export type Db = Kysely<Database>;
/** Proof of an open transaction: a function that takes this does not compile outside one. */
export type Trx = Transaction<Database>;

// int8 as number: amounts, counts and sequences here stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export interface PoolOptions {
  max?: number;
  applicationName?: string;
  bounds?: Bounds;
}

/** How long a pool's users wait; see docs/decisions/0070. */
export interface Bounds extends Patience {
  /** Milliseconds after which the server ends a statement; 0: never. */
  statementMs: number;
  /** Milliseconds after which the server (17 and later) ends a transaction as a whole; 0: never. */
  transactionMs: number;
}

/** For whoever answers a request: people and gateways wait some seconds, and ask again. The server's own end comes first. */
export const requestBounds: Bounds = {
  statementMs: 4_000,
  transactionMs: 30_000,
  silenceMs: 4_500,
  restMs: 2_000,
};

/** For work that nobody watches: jobs, sweeps, the inbox. */
export const workBounds: Bounds = {
  statementMs: 30_000,
  transactionMs: 30_000,
  silenceMs: 40_000,
  restMs: 0,
};

/** For what may take as long as it takes: an index of a large school is minutes' work. */
export const noBounds: Bounds = { statementMs: 0, transactionMs: 0, silenceMs: 0, restMs: 0 };

/** A pool for this connection string. A broken idle connection is logged and replaced, never thrown. */
export function createPool(connectionString: string, options: PoolOptions = {}): pg.Pool {
  const bounds = options.bounds ?? workBounds;
  const pool = new WatchedPool(
    {
      connectionString,
      max: options.max ?? 10,
      application_name: options.applicationName ?? process.env.BURSAR_PROCESS ?? "bursar",
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      statement_timeout: bounds.statementMs,
      idle_in_transaction_session_timeout: 15_000,
      onConnect: (client) => setUpSession(client, bounds.transactionMs),
    },
    bounds,
  );
  pool.on("connect", (client) => {
    // One that breaks between two statements of its user has nobody else to tell; the next statement fails.
    client.on("error", (error) =>
      log.debug({ code: (error as { code?: string }).code }, "database connection broke while it was held"),
    );
  });
  pool.on("error", (error) =>
    log.warn({ code: (error as { code?: string }).code }, "database connection lost"),
  );
  return pool;
}

/**
 * PostgreSQL 17 and later can end a transaction as a whole: one left open would hold back every reader of the outbox.
 * And no statement here runs for so long that compiling it first would pay: where the planner thinks so, it errs.
 */
async function setUpSession(client: pg.ClientBase, longestMs: number): Promise<void> {
  await client.query(
    `select set_config('jit', 'off', false),
      case when current_setting('server_version_num')::int >= 170000 then set_config('transaction_timeout', $1, false) end`,
    [`${longestMs}ms`],
  );
}

export function createDb(pool: pg.Pool): Db {
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => noteQuery(event.queryDurationMillis),
  });
}

/** This process's pool; made on first use, by whose bounds. */
export function pool(bounds = workBounds): pg.Pool {
  return singleton("pool", () => createPool(env().DATABASE_URL, { max: env().DATABASE_POOL_MAX, bounds }));
}

/** This process's database; made on first use. */
export function db(): Db {
  return singleton("db", () => createDb(pool()));
}

/** One of something for each database object, made on first use. */
export function perDatabase<T>(make: (db: Db) => T): (db: Db) => T {
  const made = new WeakMap<Db, T>();
  return (db) => {
    let one = made.get(db);
    if (one === undefined) {
      one = make(db);
      made.set(db, one);
    }
    return one;
  };
}

/** Whether the database cannot be reached, goes down, comes up or took too long: nobody asked anything wrong, and soon it may answer. */
export function isDatabaseAway(error: unknown): boolean {
  const away =
    /^(08...|57014|57P0[123]|25P04|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;
  const words = /^(Connection terminated|timeout exceeded when trying to connect)/;
  return away.test(databaseErrorCode(error) ?? "") || (error instanceof Error && words.test(error.message));
}

/** PostgreSQL's own code of an error ("23505" unique violation, "40P01" deadlock), if it is one. */
export function databaseErrorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}
