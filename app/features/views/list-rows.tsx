import type { ReactNode } from "react";
import { type Column, Table } from "#app/components/table.tsx";

/** How the rows of a list are held together, while they come in that order. */
export interface Grouping<Row> {
  of: (row: Row) => string;
  /** For screen readers: what the group's table is. */
  name: (group: string) => string;
  heading: (group: string) => ReactNode;
}

/** The rows of a list as one table, or each group of them as one: a `details`, so that it folds without script. */
export function ListRows<Row extends { id: string }>({
  caption,
  columns,
  rows,
  href,
  dense,
  fold,
  group,
}: {
  caption: string;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  href?: (row: Row) => string;
  dense: boolean;
  fold: boolean;
  group: Grouping<Row> | null;
}) {
  const table = (name: string, some: readonly Row[], grouped?: "first" | "later") => (
    <Table
      caption={name}
      columns={columns}
      rows={some}
      rowKey={(row) => row.id}
      href={href}
      dense={dense}
      fold={fold}
      grouped={grouped}
    />
  );
  if (!group) return table(caption, rows);
  return inGroups(rows, group.of).map(([name, some], at) => (
    // It may have been folded before the script was there.
    <details key={name} open suppressHydrationWarning className="group border-b border-line last:border-b-0">
      <summary className="flex min-h-11 list-none flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 group-open:border-b group-open:border-line">
        {group.heading(name)}
      </summary>
      {/* What the columns are is seen once; a screen reader is told in each group. */}
      {table(group.name(name), some, at === 0 ? "first" : "later")}
    </details>
  ));
}

/** Groups in the order in which they come. */
function inGroups<Row>(rows: readonly Row[], of: (row: Row) => string): Array<[string, Row[]]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(of(row), [...(groups.get(of(row)) ?? []), row]);
  return [...groups];
}
