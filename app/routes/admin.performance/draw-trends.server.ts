import { draw } from "#app/components/chart/draw.server.ts";
import type { readPerformance } from "#app/features/performance/read-performance.server.ts";

/** The figures with the charts of what moved over time. */
export function drawTrends(figures: Awaited<ReturnType<typeof readPerformance>>) {
  const { loadTrend, eventLag, queueLag } = figures;
  const trends = { load: drawn(loadTrend), event: drawn(eventLag.trend), queue: drawn(queueLag.trend) };
  return { ...figures, trends };
}

function drawn(values: ReadonlyArray<number | null>) {
  return {
    values,
    drawing: draw(
      "line",
      values.map((value) => [value]),
    ),
  };
}
