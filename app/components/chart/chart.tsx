import { useNavigate } from "@remix-run/react";
import { type CSSProperties, type FocusEvent, type KeyboardEvent, type MouseEvent, useState } from "react";
import { ChartTable } from "#app/components/chart/chart-table.tsx";
import type { Drawing } from "#app/components/chart/draw.server.ts";
import { classNames } from "#app/components/class-names.ts";

export interface ChartPoint {
  /** Unlike any other point's. */
  key: string;
  /** Below the chart: "3 Dec". */
  label: string;
  /** The whole of it in words: "3 Dec 2026: EGP 1,200.00". */
  spoken: string;
  /** The list that this point counts. */
  to?: string;
  /** The list of each series' number of this point. */
  lists?: readonly string[];
}

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
 * A chart as SVG: shapes alone, which the page's loader drew (draw.server.ts) and which turn round for right to left;
 * all words are the page's own. `points` are those of the drawing, in its order. Each point is a link (or a stop) that says itself when it is pointed at or focused; the arrows walk them, and the
 * table behind has every number.
 */
export function Chart({
  drawing,
  points,
  series,
  format,
  label,
  tableLabel,
  firstColumn,
}: {
  drawing: Drawing;
  points: readonly ChartPoint[];
  series: readonly Series[];
  format: (value: number) => string;
  label: string;
  /** What opens the table: "Show the numbers". */
  tableLabel: string;
  firstColumn: string;
}) {
  const onClick = usePlainLinks();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click
    <figure onClick={onClick} className="flex flex-col gap-1">
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
              {/* The ground line needs no word, which would lie on the picture. */}
              {tick.value === 0 ? null : (
                <span className="absolute start-0 bottom-px text-xs text-ink-muted tabular-nums">
                  <bdi>{format(tick.value)}</bdi>
                </span>
              )}
            </div>
          ))}
          <svg
            viewBox={drawing.viewBox}
            preserveAspectRatio="none"
            className="absolute inset-0 size-full overflow-visible rtl:-scale-x-100"
            aria-hidden
          >
            {drawing.shapes.map(({ area, line }, index) => {
              const { name, color } = series[index]!;
              return (
                <g key={name}>
                  <path d={area} className={classNames(fills[color], line !== null && "opacity-10")} />
                  {line === null ? null : (
                    <path
                      d={line}
                      fill="none"
                      strokeWidth={2}
                      strokeLinecap="round"
                      vectorEffect="non-scaling-stroke"
                      className={strokes[color]}
                    />
                  )}
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
        values={drawing.values}
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
  marks: readonly number[];
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
    stops[next].focus();
  }
  function stopAt(event: FocusEvent<HTMLOListElement>) {
    const stops = [...event.currentTarget.querySelectorAll("[data-stop]")];
    setCurrent(stops.indexOf(event.target));
  }
  return (
    <ol aria-label={label} onKeyDown={walk} onFocus={stopAt} className="chart-stops">
      {points.map((point, at) => {
        const last = points.length - 1;
        const shown = {
          "data-stop": "",
          tabIndex: current === null || current === at ? 0 : -1,
          "aria-label": point.spoken,
          style: { "--height": marks[at] ?? 0 } as CSSProperties,
        };
        return (
          <li key={point.key} data-late={at > last / 2 || undefined}>
            {point.to ? <a href={point.to} {...shown} /> : <span role="img" {...shown} />}
            {(last - at) % every === 0 ? (
              // A phone has room for every other one.
              <span aria-hidden className={(last - at) % (2 * every) === 0 ? undefined : "max-sm:hidden"}>
                {point.label}
              </span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

/** A press on one of many plain links goes there without a new document: a hundred links with script of their own cost more. */
function usePlainLinks() {
  const navigate = useNavigate();
  return (event: MouseEvent<HTMLElement>) => {
    const link = (event.target as Element).closest("a[href]");
    const isOwn = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !isOwn || event.defaultPrevented) return;
    event.preventDefault();
    navigate(link.getAttribute("href")!);
  };
}
