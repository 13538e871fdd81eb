import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";

export interface ChartPoint {
  /** Unlike any other point's. */
  key: string;
  /** Below the chart: "3 Dec". */
  label: string;
  /** One of each series, from the bottom up. */
  values: readonly number[];
  /** The whole of it in words: "3 Dec 2026: EGP 1,200.00". */
  spoken: string;
  /** The list that this point counts. */
  to?: string;
}

/** The picture's own units; the page stretches it to its place. */
export const width = 1000;
export const height = 240;

export interface Drawing {
  /** The ticks of the value axis, each with its height from the bottom in per cent. */
  ticks: Array<{ value: number; at: number }>;
  /** Of stacked bars: one rectangle for each point and series. */
  bars: Array<{ key: string; series: number; x: number; y: number; width: number; height: number }>;
  /** Of each series' line, and of the area below it. */
  lines: Array<{ line: string; area: string }>;
  /** Where each point is, for its mark: per cent from the start and from the bottom. */
  marks: Array<{ key: string; x: number; y: number }>;
}

/** Where everything of a chart stands. Bars are stacked; lines are not. */
export function draw(points: readonly ChartPoint[], kind: "bars" | "line"): Drawing {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const most = Math.max(
    1,
    ...points.map(({ values }) => (kind === "bars" ? sum(values) : Math.max(...values))),
  );
  const y = scaleLinear().domain([0, most]).range([height, 0]).nice(4);
  const step = width / Math.max(1, points.length);
  const x = (at: number) => (at + 0.5) * step;
  const series = points[0]?.values.map((_, index) => index) ?? [];
  const top = (point: ChartPoint) => (kind === "bars" ? sum(point.values) : (point.values[0] ?? 0));
  return {
    ticks: y.ticks(4).map((value) => ({ value, at: 100 - (y(value) / height) * 100 })),
    bars:
      kind === "bars"
        ? points.flatMap((point, at) => stack(point, at * step + step * 0.15, step * 0.7, y))
        : [],
    lines:
      kind === "line"
        ? series.map((index) => {
            const heights = points.map((point, at): [number, number] => [x(at), y(point.values[index]!)]);
            return {
              line: line().curve(curveMonotoneX)(heights) ?? "",
              area:
                area<[number, number]>()
                  .x(([left]) => left)
                  .y0(height)
                  .y1(([, up]) => up)
                  .curve(curveMonotoneX)(heights) ?? "",
            };
          })
        : [],
    marks: points.map((point, at) => ({
      key: point.key,
      x: (x(at) / width) * 100,
      y: 100 - (y(top(point)) / height) * 100,
    })),
  };
}

function stack(
  point: ChartPoint,
  x: number,
  barWidth: number,
  y: (value: number) => number,
): Drawing["bars"] {
  let below = 0;
  return point.values.map((value, series) => {
    const from = y(below);
    below += value;
    return { key: point.key, series, x, y: y(below), width: barWidth, height: from - y(below) };
  });
}
