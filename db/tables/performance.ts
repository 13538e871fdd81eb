import type { PerformanceKind } from "#db/schema.ts";
import type { Moment } from "#db/tables/columns.ts";

/** Sums of what every process measured in one span of time. */
export interface PerformanceTalliesTable {
  resolution: "5m" | "1h" | "1d";
  bucket_at: Moment;
  kind: PerformanceKind;
  name: string;
  /** The route it was measured of; empty where it belongs to none. */
  route: string;
  count: number;
  total: number;
  hits: number;
  unchanged: number;
  queries: number;
  query_ms: number;
  buckets: number[];
}
