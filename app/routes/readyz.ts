import { sql } from "kysely";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { eventHub } from "#app/features/outbox/event-hub.server.ts";
import { databaseErrorCode, db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { latestMigration } from "#db/migrate.server.ts";

export const handle: RouteHandle = { access: { read: "anyone" } };

/** A worker beats every few seconds; older than this and it counts as gone. */
const heartbeatSeconds = 30;

/** Ready: the database answers, its migrations are ours, a worker lives, and this process is not going down. */
export async function loader(): Promise<Response> {
  const checks = { ...(await databaseChecks()), serving: !eventHub().closed };
  const ready = Object.values(checks).every(Boolean);
  return Response.json(
    { ready, checks },
    {
      status: ready ? 200 : 503,
      headers: { "Cache-Control": "no-store", ...(!ready && { "Retry-After": "2" }) },
    },
  );
}

async function databaseChecks() {
  try {
    const { rows } = await sql<{ migrations: boolean; worker: boolean }>`
      select exists (select from kysely_migration where name = ${latestMigration}) as migrations,
        exists (select from worker_heartbeats where beat_at > now() - make_interval(secs => ${heartbeatSeconds})) as worker`.execute(
      db(),
    );
    return { database: true, ...rows[0]! };
  } catch (error) {
    log.warn({ code: databaseErrorCode(error) }, "not ready: the database does not answer");
    // 42P01: it answers, and has no tables yet.
    return { database: databaseErrorCode(error) === "42P01", migrations: false, worker: false };
  }
}
