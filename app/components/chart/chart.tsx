import { Link } from "@remix-run/react";
import { type KeyboardEvent, useState } from "react";
import { ChartTable } from "#app/components/chart/chart-table.tsx";
import { type ChartPoint, draw, height, width } from "#app/components/chart/scale.ts";
import { classNames } from "#app/components/class-names.ts";

export interface Series {
  name: string;
  color: "accent" | "muted" | "success" | "warning" | "danger";
}

const fills: Record<Series["color"], string> = {
  accent: "fill-accent",
  muted: "fill-line-control",
  success: "fill-success-ink",
  warning: "fill-warning-ink",
  danger: "fill-danger-ink",
};
const strokes: Record<Series["color"], string> = {
  accent: "stroke-accent",
  muted: "stroke-line-control",
  success: "stroke-success-ink",
  warning: "stroke-warning-ink",
  danger: "stroke-danger-ink",
};
const dots: Record<Series["color"], string> = {
  accent: "bg-accent",
  muted: "bg-line-control",
  success: "bg-success-ink",
  warning: "bg-warning-ink",
  danger: "bg-danger-ink",
};

/** How tall the whole of a chart is, so that its skeleton can be as tall. */
export const chartHeight = "h-72";

/**
 * A chart drawn by the server as SVG: shapes alone, which turn round for right to left; all words are the page's own.
 * Each point is a link (or a stop) that says itself when it is pointed at or focused; the arrows walk them, and the
 * table behind has every number.
 */
export function Chart({
  kind,
  points,
  series,
  format,
  label,
  tableLabel,
  firstColumn,
}: {
  kind: "bars" | "line";
  points: readonly ChartPoint[];
  series: readonly Series[];
  format: (value: number) => string;
  label: string;
  /** What opens the table: "Show the numbers". */
  tableLabel: string;
  firstColumn: string;
}) {
  const drawing = draw(points, kind);
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-muted">
        <span className="sr-only">{label}</span>
        {series.length > 1
          ? series.map((one) => (
              <span key={one.name} className="inline-flex items-center gap-1.5">
                <span aria-hidden className={classNames("size-2.5 rounded-full", dots[one.color])} />
                {one.name}
              </span>
            ))
          : null}
      </figcaption>
      <div className="relative h-56">
        <div aria-hidden className="absolute inset-x-0 top-5 bottom-6">
          {drawing.ticks.map((tick) => (
            <div
              key={tick.value}
              className="absolute inset-x-0 border-t border-line"
              style={{ bottom: `${tick.at}%` }}
            >
              <span className="absolute start-0 bottom-px text-xs text-ink-muted tabular-nums">
                <bdi>{format(tick.value)}</bdi>
              </span>
            </div>
          ))}
          <svg
            viewBox={`0 0 ${width} ${height}`}
            preserveAspectRatio="none"
            className="absolute inset-0 size-full overflow-visible rtl:-scale-x-100"
            aria-hidden
          >
            {drawing.bars.map((bar) => (
              <rect
                key={`${bar.key} ${bar.series}`}
                x={bar.x}
                y={bar.y}
                width={bar.width}
                height={bar.height}
                className={fills[series[bar.series]!.color]}
              />
            ))}
            {drawing.lines.map(({ line, area }, index) => {
              const { name, color } = series[index]!;
              return (
                <g key={name}>
                  <path d={area} className={classNames(fills[color], "opacity-10")} />
                  <path
                    d={line}
                    fill="none"
                    strokeWidth={2}
                    vectorEffect="non-scaling-stroke"
                    className={strokes[color]}
                  />
                </g>
              );
            })}
          </svg>
        </div>
        <Stops label={label} points={points} marks={drawing.marks} />
      </div>
      <ChartTable
        label={tableLabel}
        caption={label}
        firstColumn={firstColumn}
        points={points}
        series={series}
        format={format}
      />
    </figure>
  );
}

/** One tab stop for all points once there is script; without it each is one. */
function Stops({
  label,
  points,
  marks,
}: {
  label: string;
  points: readonly ChartPoint[];
  marks: ReadonlyArray<{ key: string; y: number }>;
}) {
  const [current, setCurrent] = useState<number | null>(null);
  const every = Math.max(1, Math.ceil(points.length / 7));
  function walk(event: KeyboardEvent<HTMLOListElement>) {
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-stop]")];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const next = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (next === undefined || !stops[next]) return;
    event.preventDefault();
    setCurrent(next);
    stops[next].focus();
  }
  return (
    <ol aria-label={label} onKeyDown={walk} className="absolute inset-0 flex">
      {points.map((point, at) => {
        const last = points.length - 1;
        const shown = {
          "data-stop": "",
          tabIndex: current === null || current === at ? 0 : -1,
          onFocus: () => setCurrent(at),
          "aria-label": point.spoken,
          className:
            "absolute inset-0 rounded-md outline-none hover:bg-sunken/60 focus-visible:bg-sunken/60 focus-visible:ring-2 focus-visible:ring-accent-ink",
        };
        return (
          <li key={point.key} className="group/point relative min-w-0 flex-1">
            {point.to ? <Link to={point.to} {...shown} /> : <span role="img" {...shown} />}
            <span
              aria-hidden
              className={classNames(
                "pointer-events-none absolute top-0 z-10 hidden max-w-48 rounded-md border border-line bg-surface px-2 py-1 text-xs whitespace-normal w-max shadow-float group-focus-within/point:block group-hover/point:block",
                at > last / 2 ? "end-0" : "start-0",
              )}
            >
              {point.spoken}
            </span>
            <span
              aria-hidden
              className="pointer-events-none absolute start-1/2 hidden size-2 -translate-x-1/2 translate-y-1/2 rounded-full bg-accent ring-2 ring-surface group-focus-within/point:block group-hover/point:block rtl:translate-x-1/2"
              style={{ bottom: `calc(1.5rem + (100% - 2.75rem) * ${(marks[at]?.y ?? 0) / 100})` }}
            />
            {at % every === 0 && (at <= last - every || at === last) ? (
              <span
                aria-hidden
                className="pointer-events-none absolute start-0 bottom-0 text-xs whitespace-nowrap text-ink-muted"
              >
                {point.label}
              </span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
