import { useLocation, useNavigation } from "@remix-run/react";
import Download from "lucide-react/icons/download";
import type { ReactNode } from "react";
import { buttonClass } from "#app/components/button-class.ts";
import { classNames } from "#app/components/class-names.ts";
import { DisplayChoice } from "#app/components/display-choice.tsx";
import { type Chip, FilterChips } from "#app/components/filter-chips.tsx";
import { useHeldRows } from "#app/components/held-rows.ts";
import { type Address, listLinks } from "#app/components/list-links.ts";
import { NewRows } from "#app/components/new-rows.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { RowCount } from "#app/components/row-count.tsx";
import { SkeletonRows } from "#app/components/skeleton.tsx";
import type { Column } from "#app/components/table.tsx";
import { useListKeyWords } from "#app/components/use-list-key-words.ts";
import { useListKeys } from "#app/components/use-list-keys.ts";
import { type Grouping, ListRows } from "#app/features/views/list-rows.tsx";
import { ViewNotice } from "#app/features/views/view-notice.tsx";
import { ViewsMenu } from "#app/features/views/views-menu.tsx";
import { type AnyList, type Asked, isFiltered } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** How a column is drawn; its name comes from the words, its place from the list. */
export interface Cell<Row> extends Omit<Column<Row>, "key" | "header" | "primary" | "sort"> {
  /** The order that its header asks for. */
  sort?: string;
}

export interface ListWords {
  title: string;
  lead?: ReactNode;
  /** For screen readers: what the table is. */
  caption: string;
  loading: string;
  /** "4 new payments". */
  arrived: (count: number) => string;
  column: (column: string) => string;
  sort: (sort: string, descending: boolean) => string;
}

/**
 * A list of the office: its name, views, filters, columns, order, rows that wait, count, pages, and its way out as a
 * file. The five states of a list are all here but `empty` and `noMatch`, which say what would stand in this one.
 */
export function ListFrame<Row extends { id: string }>({
  list,
  asked,
  address,
  page,
  cells,
  words,
  filters,
  chips,
  href,
  fileTo,
  group,
  empty,
  noMatch,
  above,
  actions,
  keys,
  select,
  wide,
}: {
  list: AnyList;
  asked: Asked;
  address: Address;
  page: {
    rows: readonly Row[];
    newer: string | null;
    older: string | null;
    total: { count: number; exact: boolean };
  };
  /** Null: not for this reader, whatever columns were asked for. */
  cells: Record<string, Cell<Row> | null>;
  words: ListWords;
  /** The filter bar, which keeps order and columns: `listLinks(…).keptByFilters`. */
  filters: ReactNode;
  chips: ReadonlyArray<Omit<Chip, "to">>;
  /** Where a row leads; left out where its parts have links of their own. */
  href?: (row: Row) => string;
  /** Where the file is; null for whoever may not take it. */
  fileTo: Address | null;
  /** Rows that belong together, where they are ordered so: each group under its own heading. */
  group?: Grouping<Row> | null;
  empty: ReactNode;
  noMatch: ReactNode;
  /** Between filters and rows: a bar for what is selected. */
  above?: ReactNode;
  actions?: ReactNode;
  /** Keys that press something in the focused row, and what they do; j, k and Enter are every list's. */
  keys?: Record<string, string>;
  /** Rows have a checkbox, which x presses. */
  select?: boolean;
  /** Its columns of every day fit on a wide desk only; on a tablet a row takes two lines. */
  wide?: boolean;
}) {
  const t = useTranslations("lists");
  const { search } = useLocation();
  useListKeys({ words: useListKeyWords({ select }), keys });
  const { rows, newer, older, total } = page;
  const { shown, waiting, letIn } = useHeldRows(rows, search, {
    pageFull: older !== null,
    newestFirst: asked.sort.descending,
  });
  const links = listLinks(list, asked, address);
  const columns: Column<Row>[] = asked.columns.flatMap((key) => {
    const drawn = cells[key];
    if (!drawn) return [];
    const { sort, ...cell } = drawn;
    return {
      ...cell,
      key,
      header: words.column(key),
      primary: key === list.always,
      sort: sort ? links.sort(sort) : undefined,
    };
  });
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <>
            {actions}
            {fileTo ? (
              <a
                href={fileTo(Object.fromEntries(new URLSearchParams(links.query)))}
                className={buttonClass("secondary", "small")}
                download
              >
                <Download size={14} aria-hidden />
                {t("export")}
              </a>
            ) : null}
            <ViewsMenu list={list.name} activeId={asked.view} query={links.query} />
            <DisplayChoice
              list={list}
              asked={asked}
              address={address}
              kept={links.keptByDisplay}
              columnName={words.column}
              sortName={words.sort}
            />
          </>
        }
      />
      <ViewNotice />
      {filters}
      <FilterChips
        chips={chips.map((chip) => ({ ...chip, to: links.without(chip.name) }))}
        clearTo={links.cleared()}
      />
      {above}
      <Panel flush clip>
        {/* On a later page new rows have no place. */}
        {newer ? null : <NewRows count={waiting} words={words.arrived(waiting)} onShow={letIn} />}
        <WhileLoading
          skeleton={<SkeletonRows label={words.loading} rows={Math.min(12, Math.max(3, shown.length))} />}
        >
          {shown.length > 0 ? (
            <div
              className={classNames(
                // More columns than usual may not fit; those of every day do, and leave the header where it can stick.
                asked.columns.length > list.shown.length
                  ? "overflow-x-auto"
                  : wide
                    ? "max-2xl:overflow-x-auto 2xl:[--table-top:3rem]"
                    : "max-lg:overflow-x-auto lg:[--table-top:3rem]",
              )}
            >
              <ListRows
                caption={words.caption}
                columns={columns}
                rows={shown}
                href={href}
                dense={asked.dense}
                fold={wide ?? false}
                group={group ?? null}
              />
            </div>
          ) : isFiltered(asked) ? (
            noMatch
          ) : (
            empty
          )}
        </WhileLoading>
      </Panel>
      <Pagination
        newer={newer && links.at({ after: newer })}
        older={older && links.at({ before: older })}
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
