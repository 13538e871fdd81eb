import ChevronRight from "lucide-react/icons/chevron-right";
import type { ChartPoint, Series } from "#app/components/chart/chart.tsx";

/** Every number of a chart as a table, one press away. */
export function ChartTable({
  label,
  caption,
  firstColumn,
  points,
  values,
  series,
  format,
}: {
  label: string;
  caption: string;
  firstColumn: string;
  points: readonly ChartPoint[];
  values: ReadonlyArray<ReadonlyArray<number | null>>;
  series: readonly Series[];
  format: (value: number) => string;
}) {
  return (
    <details className="group/table" suppressHydrationWarning>
      <summary className="inline-flex min-h-8 list-none cursor-pointer items-center gap-1 rounded-md text-sm text-accent-ink pointer-coarse:min-h-11">
        <ChevronRight
          size={14}
          aria-hidden
          className="transition-transform group-open/table:rotate-90 rtl:-scale-x-100"
        />
        {label}
      </summary>
      <div className="mt-1 max-h-72 overflow-auto rounded-md border border-line">
        <table className="data-table" data-keep data-dense>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{firstColumn}</th>
              {series.map((one) => (
                <th key={one.name} scope="col" data-align="digits">
                  {one.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((point, row) => (
              <tr key={point.key}>
                <td className="whitespace-nowrap">
                  {point.to ? (
                    <a href={point.to} className="link">
                      {point.label}
                    </a>
                  ) : (
                    point.label
                  )}
                </td>
                {series.map((one, at) => (
                  <td key={one.name} data-align="digits">
                    <Figure to={point.lists?.[at]} value={values[row]?.[at] ?? null} format={format} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** A number, linked to what it counts; nothing has no list. */
function Figure({
  to,
  value,
  format,
}: {
  to: string | undefined;
  value: number | null;
  format: (value: number) => string;
}) {
  if (value === null) return <span aria-hidden>–</span>;
  const words = <bdi>{format(value)}</bdi>;
  if (!to || value === 0) return words;
  return (
    <a href={to} className="link">
      {words}
    </a>
  );
}
