import Download from "lucide-react/icons/download";
import type { ReactNode } from "react";
import { buttonClass } from "#app/components/button-class.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { DisplayChoice } from "#app/components/display-choice.tsx";
import { type Chip, FilterChips } from "#app/components/filter-chips.tsx";
import { type Address, listLinks } from "#app/components/list-links.ts";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import type { Column } from "#app/components/table.tsx";
import type { Grouping } from "#app/features/views/list-rows.tsx";
import { type Page, PagedRows, type RowWords } from "#app/features/views/paged-rows.tsx";
import { ViewNotice } from "#app/features/views/view-notice.tsx";
import { ViewsMenu } from "#app/features/views/views-menu.tsx";
import { type AnyList, type Asked, isFiltered } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** How a column is drawn; its name comes from the words, its place from the list. */
export interface Cell<Row> extends Omit<Column<Row>, "key" | "header" | "primary" | "sort"> {
  /** The order that its header asks for. */
  sort?: string;
}

export interface ListWords extends RowWords {
  title: string;
  lead?: ReactNode;
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
  fold = wide,
}: {
  list: AnyList;
  asked: Asked;
  address: Address;
  page: Page<Row>;
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
  /** Its columns of every day fit on a wide desk only; on less a row takes two lines. */
  wide?: boolean;
  /** Below 1280 px a row takes two lines: its words would be cut in columns. */
  fold?: boolean;
}) {
  const t = useTranslations("lists");
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
        small={!actions}
        actions={
          <>
            {actions}
            {fileTo ? (
              <a
                href={fileTo(Object.fromEntries(new URLSearchParams(links.query)))}
                className={buttonClass("secondary", "small")}
                title={page.total.least ? t("exportPartialHint") : t("export")}
                download
              >
                <Download size={14} aria-hidden />
                <span className="max-sm:sr-only">{page.total.least ? t("exportPartial") : t("export")}</span>
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
      <ViewNotice list={list.name} />
      {asked.unread.length > 0 ? (
        <div className="mb-4">
          <Notice
            tone="warning"
            title={t("unread")}
            actions={<ButtonLink to={links.at({})}>{t("unreadAction")}</ButtonLink>}
          >
            <p>{t("unreadText")}</p>
            <p>
              {asked.unread.map((text) => (
                <bdi key={text} dir="ltr" className="me-3 font-mono break-all">
                  {text}
                </bdi>
              ))}
            </p>
          </Notice>
        </div>
      ) : null}
      {filters}
      <FilterChips
        chips={chips.map((chip) => ({ ...chip, to: links.without(chip.name) }))}
        clearTo={links.cleared()}
      />
      {above}
      <PagedRows
        page={page}
        columns={columns}
        words={words}
        at={links.at}
        latestFirst={isInTime(list, asked)}
        href={href}
        dense={asked.dense}
        fold={fold}
        group={group}
        none={isFiltered(asked) ? noMatch : empty}
        // More columns than usual may not fit; those of every day do, and leave the header where it can stick.
        scroll={asked.columns.length > list.shown.length ? "always" : wide ? "untilWide" : "untilDesk"}
        keys={keys}
        select={select}
      />
    </>
  );
}

/** From the latest back: elsewhere "newer" and "older" would lead the wrong way. */
const isInTime = (list: AnyList, { sort }: Asked) =>
  sort.descending && list.sorts[sort.name]!.by[0]!.kind === "moment";
