import { createHash, timingSafeEqual } from "node:crypto";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { sql } from "kysely";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { eventHub } from "#app/features/outbox/event-hub.server.ts";
import { exposition, type Metric } from "#app/http/prometheus.ts";
import { requestMetrics } from "#app/http/request-metrics.server.ts";
import { readQueue } from "#app/jobs/read-queue.server.ts";
import { databaseErrorCode, db, pool } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { log } from "#app/lib/logger.server.ts";

export const handle: RouteHandle = { access: { read: "credential" } };

/** Prometheus text, for who holds METRICS_TOKEN; without one, for this machine alone. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  if (!mayRead(request, context.clientIp)) return new Response(null, { status: 403 });
  const metrics = [
    requestMetrics(),
    ...processMetrics(),
    ...(await inboxMetrics()),
    ...(await queueMetrics()),
  ];
  return new Response(exposition(metrics), {
    headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store" },
  });
}

function mayRead(request: Request, clientIp: string): boolean {
  const token = env().METRICS_TOKEN;
  if (!token) {
    // Behind a proxy that TRUST_PROXY does not name, everyone seems to be on this machine.
    const forwarded = request.headers.has("x-forwarded-for") || request.headers.has("forwarded");
    return !forwarded && (clientIp === "::1" || /^(::ffff:)?127\./.test(clientIp));
  }
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(request.headers.get("authorization") ?? ""), digest(`Bearer ${token}`));
}

function processMetrics(): Metric[] {
  const hub = eventHub();
  const { totalCount, idleCount, waitingCount } = pool();
  const gauge = (name: string, help: string, value: number): Metric => ({
    name: `bursar_${name}`,
    type: "gauge",
    help,
    samples: [{ value }],
  });
  return [
    gauge("process_resident_bytes", "Memory of this process.", process.memoryUsage.rss()),
    gauge("process_uptime_seconds", "Age of this process.", process.uptime()),
    gauge("pool_connections", "Database connections of this process.", totalCount),
    gauge("pool_idle_connections", "Of them, without work.", idleCount),
    gauge("pool_waiting", "Queries waiting for a connection.", waitingCount),
    gauge("event_streams", "Open event streams.", hub.size),
    gauge(
      "outbox_horizon_age_seconds",
      "Age of the transaction that holds back events.",
      hub.tail.horizon.ageSeconds,
    ),
  ];
}

async function inboxMetrics(): Promise<Metric[]> {
  try {
    const { rows } = await sql<{ status: string; deliveries: number; oldest_seconds: number | null }>`
      select status, count(*) as deliveries, extract(epoch from now() - min(received_at) filter (where gateway_silences = 0))::float8 as oldest_seconds
      from payment_webhooks where status in ('received', 'processing', 'failed', 'dead') group by status`.execute(
      db(),
    );
    const waiting = rows.filter(({ status }) => status !== "dead").map((row) => row.oldest_seconds ?? 0);
    return [
      {
        name: "bursar_inbox_deliveries",
        type: "gauge",
        help: "Deliveries not processed yet, or given up.",
        samples: rows.map(({ status, deliveries }) => ({ labels: { status }, value: deliveries })),
      },
      {
        name: "bursar_inbox_lag_seconds",
        type: "gauge",
        help: "Age of the oldest delivery waiting, but for those whose gateway is away.",
        samples: [{ value: Math.max(0, ...waiting) }],
      },
    ];
  } catch (error) {
    log.warn({ code: databaseErrorCode(error) }, "metrics without the inbox: the database does not answer");
    return [];
  }
}

/** What follows from events: the relay, the jobs, the mail. */
async function queueMetrics(): Promise<Metric[]> {
  try {
    const { jobs, lagSeconds, relayLagSeconds, mails } = await readQueue(db());
    const gauge = (name: string, help: string, samples: Metric["samples"]): Metric => ({
      name: `bursar_${name}`,
      type: "gauge",
      help,
      samples,
    });
    const byState = (["due", "running", "failed"] as const).flatMap((state) =>
      jobs.map((row) => ({ labels: { job: row.job, state }, value: row[state] })),
    );
    return [
      gauge("jobs", "Jobs that are due, in work, or given up.", byState),
      gauge("job_lag_seconds", "Age of the oldest job that is due and not begun.", [{ value: lagSeconds }]),
      gauge("relay_lag_seconds", "Age of the oldest event without its follow-ups.", [
        { value: relayLagSeconds },
      ]),
      gauge(
        "mails",
        "Mails on their way, not sent, or in doubt.",
        mails.map(({ state, mails: count }) => ({ labels: { state }, value: count })),
      ),
    ];
  } catch (error) {
    log.warn({ code: databaseErrorCode(error) }, "metrics without the jobs: the database does not answer");
    return [];
  }
}
