import type { Socket } from "node:net";
import { Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { noteQuery } from "#app/lib/query-tally.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";
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
  /** Milliseconds without a byte from the server after which a connection is given up. */
  silenceMs?: number;
  /** A statement may take as long as it takes: an index of a large school is minutes' work. */
  patient?: boolean;
}

/** Longer than anything healthy is silent: the server ends statements at 30 s, and the pool closes idle connections then. */
const longestSilenceMs = 40_000;

/** A pool for this connection string. A broken idle connection is logged and replaced, never thrown. */
export function createPool(connectionString: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: options.max ?? 10,
    application_name: options.applicationName ?? process.env.BURSAR_PROCESS ?? "bursar",
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: options.patient ? 0 : 30_000,
    idle_in_transaction_session_timeout: 15_000,
    onConnect: (client) => setUpSession(client, options.patient ? "0" : "30s"),
  });
  // A server that vanished without a word (its machine, its network) would hold each connection for a quarter of an hour.
  pool.on("connect", (client) => {
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    const silenceMs = options.patient ? 0 : (options.silenceMs ?? longestSilenceMs);
    stream.setTimeout(silenceMs, () => stream.destroy());
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
async function setUpSession(client: pg.ClientBase, longest: string): Promise<void> {
  await client.query(
    `select set_config('jit', 'off', false),
      case when current_setting('server_version_num')::int >= 170000 then set_config('transaction_timeout', $1, false) end`,
    [longest],
  );
}

export function createDb(pool: pg.Pool): Db {
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => noteQuery(event.queryDurationMillis),
  });
}

/** This process's pool; made on first use. */
export function pool(): pg.Pool {
  return singleton("pool", () => createPool(env().DATABASE_URL, { max: env().DATABASE_POOL_MAX }));
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

/** Whether the database cannot be reached, or goes down or comes up: nobody asked anything wrong, and soon it may answer. */
export function isDatabaseAway(error: unknown): boolean {
  const away =
    /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;
  const words = /^(Connection terminated|timeout exceeded when trying to connect)/;
  return away.test(databaseErrorCode(error) ?? "") || (error instanceof Error && words.test(error.message));
}

/** PostgreSQL's own code of an error ("23505" unique violation, "40P01" deadlock), if it is one. */
export function databaseErrorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}
