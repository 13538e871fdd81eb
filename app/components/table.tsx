// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets a table's meaning when CSS lays its rows out as cards
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for numbers and times: tabular figures against the end edge. */
  align?: "end";
  /** The cell that names the row: the card's title on a phone, and what carries the row's link. Default: the first. */
  primary?: boolean;
  className?: string;
}

/**
 * Rows of 40 px; cards on a phone. `caption` is for screen readers; `href` makes the whole row one link. Rows carry
 * `data-row-id` (and `data-row-href`), by which useListKeys and presence find them.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  href,
}: {
  caption: string;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  href?: (row: Row) => string;
}) {
  const primary = columns.find((column) => column.primary) ?? columns[0];
  return (
    <table role="table" className="data-table">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} scope="col" role="columnheader" data-align={column.align}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" data-row-id={rowKey(row)} data-row-href={href?.(row)}>
            {columns.map((column) => (
              <td
                key={column.key}
                role="cell"
                data-label={column.header}
                data-align={column.align}
                data-primary={column === primary ? "" : undefined}
                className={classNames(column.className)}
              >
                {column === primary && href ? (
                  <Link to={href(row)} className="row-link">
                    {column.cell(row)}
                  </Link>
                ) : (
                  column.cell(row)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
