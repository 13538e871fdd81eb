import { sql } from "kysely";
import { relayName } from "#app/jobs/relay-name.ts";
import type { Db } from "#app/lib/db.server.ts";

/** How the follow-ups of events stand, for operators. */
export interface QueueStanding {
  /** By kind: due and waiting, in work, given up. */
  jobs: Array<{ job: string; due: number; running: number; failed: number }>;
  /** Age of the oldest job that is due and not begun, seconds. */
  lagSeconds: number;
  /** Age of the oldest event the relay has not read, seconds. */
  relayLagSeconds: number;
  /** Mails by state that a person may have to look at, or that are on their way. */
  mails: Array<{ state: string; mails: number }>;
}

export async function readQueue(db: Db): Promise<QueueStanding> {
  const [jobs, relay, mails] = await Promise.all([
    sql<{ job: string; due: number; running: number; failed: number; lag: number | null }>`
      select task_identifier as job,
        count(*) filter (where locked_at is null and run_at <= now() and attempts < max_attempts)::int as due,
        count(*) filter (where locked_at is not null)::int as running,
        count(*) filter (where locked_at is null and attempts >= max_attempts)::int as failed,
        extract(epoch from now() - min(run_at) filter (where locked_at is null and run_at <= now() and attempts < max_attempts))::float8 as lag
      from graphile_worker.jobs group by 1 order by 1`.execute(db),
    sql<{ lag: number | null }>`
      select extract(epoch from now() - (select e.at from outbox_events e where (e.xid, e.seq) > (c.xid, c.seq)
        order by e.xid, e.seq limit 1))::float8 as lag
      from outbox_consumers c where c.name = ${relayName}`.execute(db),
    sql<{ state: string; mails: number }>`
      select state, count(*)::int as mails from mails where state <> 'sent' group by 1 order by 1`.execute(
      db,
    ),
  ]);
  return {
    jobs: jobs.rows.map(({ lag: _, ...row }) => row),
    lagSeconds: Math.max(0, ...jobs.rows.map((row) => row.lag ?? 0)),
    relayLagSeconds: Math.max(0, relay.rows[0]?.lag ?? 0),
    mails: mails.rows,
  };
}
