import { useLocation, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";
import { useHeldRows } from "#app/components/held-rows.ts";
import { NewRows } from "#app/components/new-rows.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { RowCount } from "#app/components/row-count.tsx";
import { SkeletonRows } from "#app/components/skeleton.tsx";
import type { Column } from "#app/components/table.tsx";
import { useListKeyWords } from "#app/components/use-list-key-words.ts";
import { useListKeys } from "#app/components/use-list-keys.ts";
import { type Grouping, ListRows } from "#app/features/views/list-rows.tsx";
import type { RowCount as Counted } from "#app/lib/count-rows.server.ts";

export interface Page<Row> {
  rows: readonly Row[];
  /** Where the pages before and after go on; null at an end. */
  newer: string | null;
  older: string | null;
  total: Counted;
}

/** What the rows are called, to whoever sees them and to whoever hears them. */
export interface RowWords {
  /** For screen readers: what the table is. */
  caption: string;
  loading: string;
  /** "4 new payments". */
  arrived: (count: number) => string;
}

/** Where a table begins to scroll sideways in its own frame; wider than that its header sticks to the page. */
const scrolls = {
  always: "overflow-x-auto",
  untilWide: "max-2xl:overflow-x-auto 2xl:[--table-top:3rem]",
  untilDesk: "max-lg:overflow-x-auto lg:[--table-top:3rem]",
} as const;

/**
 * One page of rows and the way to those before and after: new ones wait above, a skeleton stands in while others come,
 * cards on a phone, j and k. What surrounds them (filters, views, a heading) is the page's own.
 */
export function PagedRows<Row extends { id: string }>({
  page: { rows, newer, older, total },
  columns,
  words,
  at,
  latestFirst,
  href,
  dense = false,
  fold = false,
  group = null,
  none,
  scroll = "untilDesk",
  keys,
  select,
  title,
  actions,
}: {
  page: Page<Row>;
  columns: ReadonlyArray<Column<Row>>;
  words: RowWords;
  /** The address of the same rows from another place on. */
  at: (place: { before?: string; after?: string }) => string;
  /** New rows come in at the top, and the pages go back in time. */
  latestFirst: boolean;
  /** Where a row leads; left out where its parts have links of their own. */
  href?: (row: Row) => string;
  dense?: boolean;
  /** Below 1280 px a row takes two lines. */
  fold?: boolean;
  /** Rows that belong together, where they are ordered so: each group under its own heading. */
  group?: Grouping<Row> | null;
  /** Instead of rows, where there are none. */
  none: ReactNode;
  scroll?: keyof typeof scrolls;
  /** Keys that press something in the focused row, and what they do; j, k and Enter are every list's. */
  keys?: Record<string, string>;
  /** Rows have a checkbox, which x presses. */
  select?: boolean;
  title?: string;
  actions?: ReactNode;
}) {
  const { search } = useLocation();
  useListKeys({ words: useListKeyWords({ select }), keys });
  const { shown, waiting, letIn } = useHeldRows(rows, search, {
    pageFull: older !== null,
    newestFirst: latestFirst,
  });
  return (
    <>
      <Panel title={title} actions={actions} flush clip>
        {/* On a later page new rows have no place. */}
        {newer ? null : <NewRows count={waiting} words={words.arrived(waiting)} onShow={letIn} />}
        <WhileLoading
          skeleton={<SkeletonRows label={words.loading} rows={Math.min(12, Math.max(3, shown.length))} />}
        >
          {shown.length > 0 ? (
            <div className={classNames(scrolls[scroll])}>
              <ListRows
                caption={words.caption}
                columns={columns}
                rows={shown}
                href={href}
                dense={dense}
                fold={fold}
                group={group}
              />
            </div>
          ) : (
            none
          )}
        </WhileLoading>
      </Panel>
      <Pagination
        newer={newer && at({ after: newer })}
        older={older && at({ before: older })}
        inTime={latestFirst}
        note={shown.length > 0 ? <RowCount total={total} /> : null}
      />
    </>
  );
}

/** The skeleton while the same list is on its way with other filters or at another page. */
function WhileLoading({ skeleton, children }: { skeleton: ReactNode; children: ReactNode }) {
  const { pathname } = useLocation();
  const navigation = useNavigation();
  return navigation.location?.pathname === pathname ? skeleton : children;
}
