import { addTo, emptyBuckets } from "#app/features/performance/histogram.ts";
import { singleton } from "#app/lib/singleton.server.ts";
import type { PerformanceKind } from "#db/schema.ts";

/** What this process has measured of one thing since it was last written down. */
export interface Tally {
  kind: PerformanceKind;
  name: string;
  route: string;
  /** Measured values, and their sum. */
  count: number;
  total: number;
  /** Loads that another's answered, and answers that had not changed. */
  hits: number;
  unchanged: number;
  queries: number;
  query_ms: number;
  buckets: number[];
}

const tallies = singleton("performance-tallies", () => new Map<string, Tally>());
/** More things than there are routes and metrics means that somebody makes them up. */
const mostTallies = 1_000;

/** A loader that ran: how long, and what it asked of the database. */
export function recordLoad(route: string, load: { ms: number; queries: number; queryMs: number }): void {
  const tally = tallyOf("loader", "load", route);
  measure(tally, load.ms);
  tally.queries += load.queries;
  tally.query_ms += load.queryMs;
}

/** A loader that need not run: its result was kept, or another's load answered it. */
export function recordHit(route: string): void {
  tallyOf("loader", "load", route).hits++;
}

/** An answer that its asker had already: none of its loaders was asked. */
export function recordUnchanged(routes: readonly string[]): void {
  for (const route of routes) tallyOf("loader", "load", route).unchanged++;
}

/** How late something is: `event` from the change to its stream, `queue` from a delivery's arrival to its end. */
export function recordLag(name: "event" | "queue", ms: number): void {
  measure(tallyOf("lag", name, ""), Math.max(0, ms));
}

/** What a real browser measured of a page; thousandths where the metric has no unit. */
export function recordVital(metric: string, route: string, value: number): void {
  measure(tallyOf("vital", metric, route), value);
}

/** Everything measured since the last call. */
export function takeTallies(): Tally[] {
  const taken = [...tallies.values()];
  tallies.clear();
  return taken;
}

function tallyOf(kind: PerformanceKind, name: string, route: string): Tally {
  const key = `${kind} ${name} ${route}`;
  let tally = tallies.get(key);
  if (!tally) {
    tally = {
      ...{ kind, name, route, count: 0, total: 0, hits: 0, unchanged: 0, queries: 0, query_ms: 0 },
      buckets: emptyBuckets(),
    };
    if (tallies.size < mostTallies) tallies.set(key, tally);
  }
  return tally;
}

function measure(tally: Tally, value: number) {
  tally.count++;
  tally.total += value;
  addTo(tally.buckets, value);
}
