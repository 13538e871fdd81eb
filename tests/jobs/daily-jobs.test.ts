import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import { beforeEach, expect, test, vi } from "vitest";
import { runJobs } from "#app/jobs/run-jobs.server.ts";
import { builders } from "#tests/support/build.ts";
import { useDatabase } from "#tests/support/database.ts";
import { jobsIn } from "#tests/support/jobs.ts";

const { db, pool } = useDatabase();
const build = builders(db);

beforeEach(async () => {
  await sql`delete from graphile_worker._private_known_crontabs`.execute(db);
});

/** A worker that lives until `done`; with everything it began brought to its end. */
async function workUntil(done: () => Promise<unknown>): Promise<void> {
  const stop = new AbortController();
  const running = runJobs({ pool, signal: stop.signal });
  try {
    await done();
  } finally {
    stop.abort();
    await running;
  }
}

const lastCheck = async () =>
  (
    await sql<{ at: Date | null }>`
      select last_execution as at from graphile_worker._private_known_crontabs where identifier = 'statuses.check'`.execute(
      db,
    )
  ).rows[0]?.at;
const known = (last: string) =>
  sql`insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    values ('statuses.check', now() - interval '9 days', ${last}::timestamptz)`.execute(db);
/** The day's moment that is over: 02:17 of today or of yesterday, UTC. */
function lastDue(): Date {
  const at = new Date();
  at.setUTCHours(2, 17, 0, 0);
  return at.getTime() <= Date.now() ? at : new Date(at.getTime() - 86_400_000);
}

test("the daily check of every status is made up for by a worker that starts after its hour", async () => {
  const payment = await build.payment();
  await db
    .updateTable("payments")
    .set({ status: "expired", failure_code: "expired", updated_at: sql`now() - interval '3 days'` })
    .where("id", "=", payment.id)
    .execute();
  await known(new Date(lastDue().getTime() - 86_400_000).toISOString());
  const drift = () =>
    db
      .selectFrom("exceptions")
      .select("status")
      .where("dedupe_key", "=", `status_drift:${payment.id}`)
      .execute();
  await workUntil(() =>
    vi.waitFor(async () => expect(await drift()).toEqual([{ status: "open" }]), { timeout: 15_000 }),
  );
  expect(await lastCheck()).toEqual(lastDue());
});

test("a worker that starts again the same day does not make it twice", async () => {
  await known(lastDue().toISOString());
  await workUntil(async () => {
    // By then it would have asked for it: what it makes up for comes before its first turn.
    await vi.waitFor(async () => {
      const { rows } = await sql`select 1 from graphile_worker._private_known_crontabs`.execute(db);
      expect(rows.length).toBeGreaterThan(1);
    });
    await delay(100);
    expect(await jobsIn(db)).toEqual([]);
  });
  expect(await lastCheck()).toEqual(lastDue());
});
