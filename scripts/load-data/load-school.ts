import pg from "pg";
import { hashPassword } from "#app/features/people/password-hash.server.ts";
import { demoLogins } from "#db/seeds/demo-people.ts";
import { dropIndexes, restoreIndexes } from "#scripts/load-data/indexes.ts";
import * as plan from "#scripts/load-data/plan-rows.ts";
import * as rows from "#scripts/load-data/write-rows.ts";

export interface SchoolSize {
  payments: number;
  users: number;
  enrollments: number;
}

const filled = [
  "users",
  "courses",
  "course_prices",
  "payments",
  "payment_attempts",
  "payment_evidence",
  "payment_webhooks",
  "ledger_entries",
  "enrollments",
  "audit_log",
];

/**
 * Fills the tables with statements over generate_series, on two connections at once: the server makes the rows where
 * they are kept, which took a third of the time that copying them in did. Indexes wait until the rows are there.
 * Ids, amounts and states follow from each row's number, so that every table can be written without reading another.
 */
export async function loadSchool(url: string, size: SchoolSize, say: (line: string) => void): Promise<void> {
  const [first, second] = await Promise.all([connect(url), connect(url)]);
  const step = async (client: pg.Client, what: string, statement: string) => {
    const { rowCount } = await client.query(statement);
    say(`${what}${rowCount ? ` ${rowCount.toLocaleString("en")}` : ""}`);
  };
  try {
    await first.query(plan.helpers);
    const indexes = await dropIndexes(first, filled);
    // A trigger learns the words of their names, for searches with a slip in them.
    await first.query("set session_replication_role = origin");
    await step(first, "people", rows.people(size));
    await addLogins(first);
    await first.query("set session_replication_role = replica");
    await step(first, "courses", rows.courses(size));
    await first.query(rows.prices);
    await step(first, "plan of payments", plan.payments(size));
    await Promise.all([
      (async () => {
        await step(first, "payments", rows.payments);
        await step(first, "attempts", rows.attempts);
        await step(first, "deliveries", rows.deliveries);
      })(),
      (async () => {
        await step(second, "evidence", rows.evidence);
        await step(second, "ledger entries", rows.ledger);
        await step(second, "paid seats", rows.paidSeats);
        await step(second, "granted seats", rows.grantedSeats(size));
        await step(second, "audit entries", rows.audit);
      })(),
    ]);
    await first.query(rows.countSeats);
    await restoreIndexes([first, second], indexes, say);
    await first.query("drop schema loading cascade");
    // The daily sums know nothing of these rows: the next worker to start counts everything anew.
    await first.query(
      "truncate rollup_builds, payment_shares, payment_rollups, enrollment_shares, enrollment_rollups",
    );
    await Promise.all(
      [filled.slice(0, 5), filled.slice(5)].map(async (tables, index) => {
        for (const table of tables) await [first, second][index]!.query(`vacuum (analyze) ${table}`);
      }),
    );
    say("ready");
  } finally {
    await Promise.all([first.end(), second.end()]);
  }
}

/** A connection that checks no foreign keys: what is written fits by how it is made, and a test says so. */
async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    set session_replication_role = replica;
    set synchronous_commit = off;
    set maintenance_work_mem = '256MB';
    set work_mem = '128MB'`);
  return client;
}

/** The demo's people of the office, so that somebody can sign in and look. */
async function addLogins(client: pg.Client): Promise<void> {
  for (const { email, name, role, password } of demoLogins.filter((login) => login.role !== "student"))
    await client.query(
      `insert into users (id, email, name, password_hash, role)
       values (loading.make_id('usr', loading.ms(now()), $1::text), $1::text, $2, $3, $4) on conflict do nothing`,
      [email, name, await hashPassword(password), role],
    );
}
