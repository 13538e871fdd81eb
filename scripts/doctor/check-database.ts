import { sql } from "kysely";
import { type Db, databaseErrorCode } from "#app/lib/db.server.ts";
import { latestMigration } from "#db/migrate.server.ts";
import { advice, type Finding, finding, well, wrong } from "#scripts/doctor/finding.ts";
import { knowsArabicLetters, lettersAdvice } from "#scripts/postgres/knows-letters.ts";

/** A worker beats every 5 s and counts as gone after 30 (as /readyz has it). */
const heartbeatSeconds = 30;
/** A delivery is processed within milliseconds; a minute of waiting means that nobody works. */
const lagSeconds = 60;
const skewMs = 2_000;

/** Everything only the database knows. Without it the later ones fail with the same words, each under its code. */
export async function checkDatabase(db: Db): Promise<Finding[]> {
  return [
    await finding("database", async () => {
      const startedAt = performance.now();
      const { rows } = await sql<{ version: string; number: number }>`
        select current_setting('server_version') as version, current_setting('server_version_num')::int as number`.execute(
        db,
      );
      const { version, number } = rows[0]!;
      if (number < 150_000)
        return wrong("database", `PostgreSQL ${version} is too old: 15 or newer is needed`);
      return well(
        "database",
        `PostgreSQL ${version} answers in ${Math.ceil(performance.now() - startedAt)} ms`,
      );
    }),
    await finding("migrations", () => checkMigrations(db)),
    await finding("letters", async () => {
      const known = await knowsArabicLetters(db);
      if (known === null) return wrong("letters", "pg_trgm is not there yet: run `npm run migrate`");
      return known
        ? well("letters", "searches know Latin and Arabic letters")
        : advice("letters", lettersAdvice);
    }),
    await finding("clock", async () => {
      const before = Date.now();
      const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db);
      const skew = Math.round(rows[0]!.at.getTime() - (before + Date.now()) / 2);
      const text = `this machine and the database are ${Math.abs(skew)} ms apart`;
      return Math.abs(skew) <= skewMs ? well("clock", text) : wrong("clock", `${text}: set both by NTP`);
    }),
    await finding("worker", async () => {
      const { rows } = await sql<{ seconds: number | null; alive: number }>`
        select extract(epoch from now() - max(beat_at))::float8 as seconds,
          count(*) filter (where beat_at > now() - make_interval(secs => ${heartbeatSeconds}))::int as alive
        from worker_heartbeats`.execute(db);
      const { seconds, alive } = rows[0]!;
      if (alive > 0) return well("worker", `${alive} alive, last heard of ${Math.round(seconds!)} s ago`);
      const last = seconds === null ? "never heard of" : `last heard of ${Math.round(seconds)} s ago`;
      return wrong("worker", `no worker is alive (${last}): start \`npm run worker\``);
    }),
    await finding("queue", async () => {
      const { rows } = await sql<{ waiting: number; oldest: number | null; dead: number }>`
        select count(*) filter (where status <> 'dead')::int as waiting,
          extract(epoch from now() - min(received_at) filter (where status in ('received', 'processing')))::float8 as oldest,
          count(*) filter (where status = 'dead')::int as dead
        from payment_webhooks where status in ('received', 'processing', 'failed', 'dead')`.execute(db);
      const { waiting, oldest, dead } = rows[0]!;
      const text = `${waiting} deliveries waiting, ${dead} dead`;
      if ((oldest ?? 0) > lagSeconds)
        return wrong(
          "queue",
          `${text}, the oldest for ${Math.round(oldest!)} s: is the worker alive and fast enough?`,
        );
      // Each dead one has its exception already; what a sender got wrong does not make the deployment wrong.
      return well("queue", dead > 0 ? `${text}: see /admin/exceptions` : text);
    }),
    ...(await checkHistories(db)),
  ];
}

/** Each gateway whose own history is compared with ours: how far it came, and what stands in the way. */
async function checkHistories(db: Db): Promise<Finding[]> {
  try {
    const cursors = await db
      .selectFrom("history_cursors")
      .select(["gateway", "through", "problem"])
      .execute();
    return cursors.map(({ gateway, through, problem }) => {
      const code = `history.${gateway}`;
      const text = `compared with the gateway's own list through ${through}`;
      return problem ? wrong(code, `${text}, then: ${problem}`) : well(code, text);
    });
  } catch (error) {
    // No table, no database: the checks before have said so.
    if (databaseErrorCode(error) === "42P01") return [];
    return [wrong("history", "could not be looked at: is the database reachable?")];
  }
}

async function checkMigrations(db: Db): Promise<Finding> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    const names = rows.map((row) => row.name);
    const newest = names.at(-1);
    if (newest === latestMigration) return well("migrations", `at ${latestMigration}, the latest`);
    if (newest && newest > latestMigration)
      return wrong(
        "migrations",
        `the database is at ${newest}, newer than this version's ${latestMigration}: deploy that version`,
      );
    return wrong(
      "migrations",
      `at ${newest ?? "none"}, the latest is ${latestMigration}: run \`npm run migrate\``,
    );
  } catch (error) {
    if (databaseErrorCode(error) !== "42P01") throw error;
    return wrong("migrations", "none applied yet: run `npm run migrate`");
  }
}
