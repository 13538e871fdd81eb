import { budgetOf, fewestLoads } from "#app/features/performance/budgets.ts";
import { emptyBuckets, quantile, shareUpTo } from "#app/features/performance/histogram.ts";
import { type Vital, vitalNames, vitals } from "#app/features/performance/vitals.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { PerformanceKind } from "#db/schema.ts";
import type { PerformanceTalliesTable } from "#db/tables/performance.ts";

export const spans = ["hour", "day", "month"] as const;
export type Span = (typeof spans)[number];

/** Each span is read in steps of its own. */
const steps: Record<Span, { resolution: PerformanceTalliesTable["resolution"]; ms: number; count: number }> =
  {
    hour: { resolution: "5m", ms: 300_000, count: 12 },
    day: { resolution: "1h", ms: 3_600_000, count: 24 },
    month: { resolution: "1d", ms: 86_400_000, count: 30 },
  };

/** How fast the product was in this span: its pages, what browsers saw, how late events and deliveries were. */
export async function readPerformance(db: Db, span: Span, now = Date.now()) {
  const { resolution, ms, count } = steps[span];
  const last = Math.floor(now / ms) * ms;
  const moments = Array.from({ length: count }, (_, index) => last - (count - 1 - index) * ms);
  const rows = await db
    .selectFrom("performance_tallies")
    .select(["bucket_at", "kind", "name", "route", "count", "total", "hits", "unchanged", "queries"])
    .select(["query_ms", "buckets"])
    .where("resolution", "=", resolution)
    .where("bucket_at", ">=", new Date(moments[0]!))
    .execute();
  const of = (kind: PerformanceKind, name?: string) =>
    rows.filter((row) => row.kind === kind && (name === undefined || row.name === name));
  return {
    span,
    moments: moments.map((at) => new Date(at).toISOString()),
    pages: groupBy(of("loader"), (row) => row.route)
      .map(([route, group]) => pageOf(route, group))
      .sort((a, b) => (b.p95 ?? 0) - (a.p95 ?? 0)),
    loadTrend: trend(of("loader"), moments),
    vitals: vitalNames.map((metric) => vitalOf(metric, of("vital", metric))),
    vitalPages: groupBy(of("vital"), (row) => row.route).map(([route, group]) => vitalPageOf(route, group)),
    eventLag: lagOf(of("lag", "event"), moments),
    queueLag: lagOf(of("lag", "queue"), moments),
  };
}

export type PageFigures = ReturnType<typeof pageOf>;
export type VitalFigures = ReturnType<typeof vitalOf>;
export type VitalPage = ReturnType<typeof vitalPageOf>;
export type Lag = ReturnType<typeof lagOf>;

type Row = Pick<
  PerformanceTalliesTable,
  "count" | "total" | "hits" | "unchanged" | "queries" | "query_ms"
> & {
  bucket_at: Date;
  name: string;
  route: string;
  buckets: number[];
};

function pageOf(route: string, rows: readonly Row[]) {
  const all = merge(rows);
  const budget = budgetOf(route);
  const p95 = quantile(all.buckets, 0.95);
  const asked = all.count + all.hits + all.unchanged;
  return {
    route,
    loads: asked,
    /** How many of those who asked were answered without a load, from 0 to 1. */
    spared: asked === 0 ? 0 : (all.hits + all.unchanged) / asked,
    unchanged: asked === 0 ? 0 : all.unchanged / asked,
    p50: quantile(all.buckets, 0.5),
    p95,
    p99: quantile(all.buckets, 0.99),
    queries: all.count === 0 ? 0 : all.queries / all.count,
    queryMs: all.count === 0 ? 0 : all.query_ms / all.count,
    budget,
    /** Too few loads to judge by. */
    fewLoads: all.count < fewestLoads,
    overBudget: all.count >= fewestLoads && p95 !== null && p95 > budget,
  };
}

function vitalOf(metric: Vital, rows: readonly Row[]) {
  const { count, buckets } = merge(rows);
  const good = shareUpTo(buckets, vitals[metric].good);
  return {
    metric,
    count,
    p75: quantile(buckets, 0.75),
    good,
    poor: 1 - shareUpTo(buckets, vitals[metric].poor),
  };
}

function vitalPageOf(route: string, rows: readonly Row[]) {
  const p75 = (metric: Vital) => quantile(merge(rows.filter((row) => row.name === metric)).buckets, 0.75);
  return { route, LCP: p75("LCP"), INP: p75("INP"), CLS: p75("CLS") };
}

function lagOf(rows: readonly Row[], moments: readonly number[]) {
  const { count, buckets } = merge(rows);
  const share = (of: number) => quantile(buckets, of);
  return { count, p50: share(0.5), p95: share(0.95), p99: share(0.99), trend: trend(rows, moments) };
}

/** The 95th percentile of each step; null where nothing was measured. */
function trend(rows: readonly Row[], moments: readonly number[]): Array<number | null> {
  return moments.map((at) =>
    quantile(merge(rows.filter((row) => row.bucket_at.getTime() === at)).buckets, 0.95),
  );
}

function merge(rows: readonly Row[]) {
  const all = { count: 0, hits: 0, unchanged: 0, queries: 0, query_ms: 0, buckets: emptyBuckets() };
  for (const row of rows) {
    for (const name of ["count", "hits", "unchanged", "queries", "query_ms"] as const) all[name] += row[name];
    for (const [place, count] of row.buckets.entries()) all.buckets[place]! += Number(count);
  }
  return all;
}

const groupBy = <T>(rows: readonly T[], key: (row: T) => string): Array<[string, T[]]> => [
  ...Map.groupBy(rows, key),
];
