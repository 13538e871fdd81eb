// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets a table's meaning when CSS lays its rows out as cards
import { Link } from "@remix-run/react";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import ChevronsUpDown from "lucide-react/icons/chevrons-up-down";
import { memo, type ReactNode, useRef } from "react";
import { classNames } from "#app/components/class-names.ts";
import { ReadyLink } from "#app/components/ready-link.tsx";

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for times: against the end edge. `digits` for numbers: against the right in either language, so that ones stand under ones. */
  align?: "end" | "digits";
  /** The cell that names the row: the card's title on a phone, and what carries the row's link. Default: the first. */
  primary?: boolean;
  /**
   * Its place in a phone's card: beside the title at its `end`, as a line of `text` of its own, or on the last `line`,
   * where what needs its header to be understood is `named`. `words` are sentences, under their header. `acts` are what is
   * pressed. Default: "header value".
   */
  card?: "end" | "text" | "line" | "named" | "words" | "acts";
  /** Of its header too: a column that has no room on a tablet leaves no header behind. */
  className?: string;
  /** Where pressing the header leads, and how the rows are ordered by it now. */
  sort?: { to: string; state: "ascending" | "descending" | "none" };
}

/**
 * Rows of 40 px (32 px when `dense`); cards on a phone. `caption` is for screen readers; `href` makes the whole row one link. Rows carry
 * `data-row-id` (and `data-row-href`), by which useListKeys and presence find them. `fold`: more columns than there
 * is room for below 1280 px, a row takes two lines there. `grouped`: one of several under each other, whose columns stand in line; of the
 * later ones only a screen reader hears the header.
 */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  href,
  dense,
  fold,
  grouped,
}: {
  caption: string;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  href?: (row: Row) => string;
  dense?: boolean;
  fold?: boolean;
  grouped?: "first" | "later";
}) {
  const drawn = useSteadyColumns(columns);
  return (
    <table
      role="table"
      className="data-table"
      data-dense={dense || undefined}
      data-fold={fold || undefined}
      data-grouped={grouped}
    >
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              role="columnheader"
              data-align={column.align}
              aria-sort={column.sort?.state}
              className={classNames(column.className)}
            >
              {column.sort && grouped !== "later" ? (
                <SortLink header={column.header} sort={column.sort} />
              ) : (
                column.header
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <TableRow key={rowKey(row)} id={rowKey(row)} row={row} columns={drawn} to={href?.(row)} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  id: string;
  row: unknown;
  columns: ReadonlyArray<Column<never>>;
  to: string | undefined;
}

/** Drawn anew when its row or its columns are others: of fifty rows an event mostly changes one. */
const TableRow = memo(function TableRow({ id, row, columns, to }: RowProps) {
  const primary = columns.find((column) => column.primary) ?? columns[0];
  return (
    <tr role="row" data-row-id={id} data-row-href={to}>
      {columns.map((column) => (
        <td
          key={column.key}
          role="cell"
          data-label={column.header}
          data-align={column.align}
          data-card={column.card}
          data-primary={column === primary ? "" : undefined}
          className={classNames(column.className)}
        >
          {column === primary && to ? (
            <ReadyLink to={to} className="row-link">
              {column.cell(row as never)}
            </ReadyLink>
          ) : (
            column.cell(row as never)
          )}
        </td>
      ))}
    </tr>
  );
});

/** The columns as they were, while their rows would be drawn the same; how they are sorted concerns the header alone. */
function useSteadyColumns<Row>(columns: ReadonlyArray<Column<Row>>): ReadonlyArray<Column<never>> {
  const last = useRef(columns);
  const isSame = (column: Column<Row>, at: number) => {
    const before = last.current[at];
    return (["key", "header", "cell", "align", "card", "primary", "className"] as const).every(
      (name) => before?.[name] === column[name],
    );
  };
  if (last.current.length !== columns.length || !columns.every(isSame)) last.current = columns;
  return last.current;
}

const sortIcons = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown };

function SortLink({ header, sort }: { header: string; sort: NonNullable<Column<never>["sort"]> }) {
  const Icon = sortIcons[sort.state];
  return (
    <Link
      to={sort.to}
      preventScrollReset
      className={classNames(
        "inline-flex min-h-7 items-center gap-1 rounded-md hover:text-ink",
        sort.state !== "none" && "text-ink",
      )}
    >
      {header}
      <Icon size={12} aria-hidden className={sort.state === "none" ? "opacity-60" : undefined} />
    </Link>
  );
}
