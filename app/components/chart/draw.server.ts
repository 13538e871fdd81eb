import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";

/** The picture's own units; the page stretches it to its place. */
const width = 1000;
const height = 240;

/** Where everything of a chart stands: all that a browser needs, so that no library has to travel there. */
export interface Drawing {
  kind: "bars" | "line";
  viewBox: string;
  /** Of each point, one value of each series, from the bottom up; null where there is none. */
  values: ReadonlyArray<ReadonlyArray<number | null>>;
  /** The ticks of the value axis, each with its height from the bottom in per cent. */
  ticks: Array<{ value: number; at: number }>;
  /** Of each series: its bars, or the area below its line, as the data of a path; and its line. */
  shapes: Array<{ area: string; line: string | null }>;
  /** How high each point's mark is, per cent from the bottom. */
  marks: number[];
}

/** Draws these points' values. Bars are stacked; lines are not, and break off where there is no value. */
export function draw(kind: Drawing["kind"], values: Drawing["values"]): Drawing {
  const tops = values.map((each) =>
    kind === "bars" ? sum(each) : Math.max(0, ...each.map((value) => value ?? 0)),
  );
  const y = scaleLinear()
    .domain([0, Math.max(1, ...tops)])
    .range([height, 0])
    .nice(4);
  const step = width / Math.max(1, values.length);
  const fromBottom = (value: number) => round(100 - (y(value) / height) * 100);
  const series = values[0]?.map((_, index) => index) ?? [];
  return {
    kind,
    viewBox: `0 0 ${width} ${height}`,
    values,
    ticks: y.ticks(4).map((value) => ({ value, at: fromBottom(value) })),
    shapes: series.map((index) =>
      kind === "bars"
        ? { area: bars(values, index, step, y), line: null }
        : curve(values.map((each, at): Place => [(at + 0.5) * step, heightOf(each[index], y)])),
    ),
    marks: values.map((each) => fromBottom(kind === "bars" ? sum(each) : (each[0] ?? 0))),
  };
}

type Place = [number, number | null];
const heightOf = (value: number | null | undefined, y: (value: number) => number) =>
  value == null ? null : y(value);

/** One series' rectangles, each on top of the series below it. */
function bars(values: Drawing["values"], series: number, step: number, y: (value: number) => number): string {
  return values
    .map((each, at) => {
      const below = sum(each.slice(0, series));
      const [from, to] = [round(y(below)), round(y(below + (each[series] ?? 0)))];
      return from === to ? "" : `M${round((at + 0.15) * step)} ${from}V${to}h${round(0.7 * step)}V${from}Z`;
    })
    .join("");
}

function curve(heights: Place[]): Drawing["shapes"][number] {
  const measured = ([, up]: Place) => up !== null;
  const filled = area<Place>()
    .x(([left]) => left)
    .y0(height)
    .y1(([, up]) => up ?? height);
  const above = line<Place>().y(([, up]) => up ?? height);
  return {
    area: filled.defined(measured).curve(curveMonotoneX).digits(1)(heights) ?? "",
    line: above.defined(measured).curve(curveMonotoneX).digits(1)(heights) ?? "",
  };
}

const sum = (values: ReadonlyArray<number | null>) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);
const round = (value: number) => Math.round(value * 10) / 10;
