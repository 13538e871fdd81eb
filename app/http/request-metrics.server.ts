import type { Metric } from "#app/http/prometheus.ts";
import { singleton } from "#app/lib/singleton.server.ts";

/** Upper bounds of the latency buckets, seconds. */
const latencyBounds = [0.005, 0.015, 0.05, 0.1, 0.25, 1, 5];

interface RequestSeries {
  /** One count per bound, not cumulative; slower ones only count in `count`. */
  buckets: number[];
  count: number;
  seconds: number;
}

/** Requests so far by `method|area|status`. An area is the first part of a path: few, whatever callers send. */
const requestSeries = singleton("request-series", () => new Map<string, RequestSeries>());

const areas = new Set(["api", "assets", "admin", "courses", "payments", "events", "login", "register"]);
const methods = new Set(["GET", "HEAD", "POST"]);

/** Counts one answered request; `seconds` from its first byte to its answer's last. */
export function recordRequest(method: string, url: string, status: number, seconds: number): void {
  const first = /^\/([a-z]+)/.exec(url)?.[1] ?? "";
  const key = `${methods.has(method) ? method : "other"}|${areas.has(first) ? first : "other"}|${status}`;
  let series = requestSeries.get(key);
  if (!series) {
    series = { buckets: latencyBounds.map(() => 0), count: 0, seconds: 0 };
    requestSeries.set(key, series);
  }
  series.count++;
  series.seconds += seconds;
  const bucket = latencyBounds.findIndex((bound) => seconds <= bound);
  if (bucket >= 0) series.buckets[bucket]!++;
}

/** The latency histogram, by method, area and status. */
export function requestMetrics(): Metric {
  const samples: Metric["samples"] = [];
  for (const [key, { buckets, count, seconds }] of requestSeries) {
    const [method, area, status] = key.split("|") as [string, string, string];
    const labels = { method, area, status };
    let upTo = 0;
    for (const [i, bound] of latencyBounds.entries()) {
      upTo += buckets[i]!;
      samples.push({ suffix: "_bucket", labels: { ...labels, le: String(bound) }, value: upTo });
    }
    samples.push({ suffix: "_bucket", labels: { ...labels, le: "+Inf" }, value: count });
    samples.push({ suffix: "_sum", labels, value: seconds }, { suffix: "_count", labels, value: count });
  }
  return { name: "bursar_http_request_seconds", type: "histogram", help: "Answered requests.", samples };
}
