import { type KeyKind, type Keyset, readKeyset } from "#app/lib/keyset.ts";
import type { ViewList } from "#db/schema.ts";

/** A value of the address as a filter takes it; null for what asks for nothing, and for what nobody here knows. */
export type ReadFilter<Value extends string = string> = (text: string) => Value | null;

/** One way to order a list. Each has an index on its columns and the id. */
export interface Sort {
  by: ReadonlyArray<{ column: string; kind: KeyKind }>;
  /** The filter without which this order means nothing: amounts of several currencies cannot be compared. */
  needs?: string;
  /** The way round one looks first, when it is not the largest or latest first: names begin at A. */
  first?: "ascending";
  /** Its column changes with each change of a row, which so jumps past whoever walks the list: files take another order. */
  moves?: true;
}

/** What one list is made of: its page, its export and its saved views all read this. */
export interface List<
  Filters extends Record<string, ReadFilter>,
  Column extends string,
  SortName extends string,
> {
  name: ViewList;
  filters: Filters;
  /** Every column that can be chosen, in order. */
  columns: readonly Column[];
  /** Those shown when nothing is chosen. */
  shown: readonly NoInfer<Column>[];
  /** The column that names the row: it cannot be left out. */
  always: NoInfer<Column>;
  sorts: Record<SortName, Sort>;
  /** The column of the row's id. */
  id: string;
  /** Its ids are numbers. */
  numbered?: true;
  sort: { name: NoInfer<SortName>; descending: boolean };
}

export type AnyList = List<Record<string, ReadFilter>, string, string>;
// biome-ignore lint/suspicious/noExplicitAny: only to take a list's own names out of its type
export type FiltersOf<L extends List<any, any, any>> = {
  [Name in keyof L["filters"]]: ReturnType<L["filters"][Name]>;
};
// biome-ignore lint/suspicious/noExplicitAny: as above
export type ColumnOf<L extends List<any, any, any>> = L["columns"][number];

/** What an address asks of a list. */
export interface Asked<Filters = Record<string, string | null>, Column extends string = string> {
  filters: Filters;
  /** Filters whose value nobody here knows, `status=paid` each: nothing narrows the list by them, and it says so. */
  unread: readonly string[];
  columns: readonly Column[];
  sort: { name: string; descending: boolean };
  /** Rows close together. */
  dense: boolean;
  /** The saved view it came from. */
  view: string | null;
  before: Keyset | null;
  after: Keyset | null;
}

export function defineList<
  const Filters extends Record<string, ReadFilter>,
  const Column extends string,
  const SortName extends string,
>(list: List<Filters, Column, SortName>): List<Filters, Column, SortName> {
  return list;
}

/** Reads an address. What nobody knows in it asks for nothing, so that an old link still opens: a filter is told as unread. */
export function readList<F extends Record<string, ReadFilter>, C extends string, S extends string>(
  list: List<F, C, S>,
  query: URLSearchParams,
): Asked<FiltersOf<List<F, C, S>>, C> {
  const unread: string[] = [];
  const filters = Object.fromEntries(
    Object.entries(list.filters).map(([name, read]) => {
      const text = query.get(name)?.trim();
      const value = text ? read(text) : null;
      if (text && value === null) unread.push(`${name}=${text.slice(0, 80)}`);
      return [name, value];
    }),
  ) as FiltersOf<List<F, C, S>>;
  const sort = readSort(list, query.get("sort"), filters);
  const kinds = list.sorts[sort.name as S].by.map((column) => column.kind);
  const before = readKeyset(query.get("before"), kinds, list.numbered);
  return {
    filters,
    unread,
    columns: readColumns(list, query.getAll("cols")),
    sort,
    dense: query.get("rows") === "dense",
    view: /^vew_[0-9a-z]{1,64}$/.exec(query.get("view") ?? "")?.[0] ?? null,
    before,
    after: before ? null : readKeyset(query.get("after"), kinds, list.numbered),
  };
}

/** The same as an address has it: what is asked, without where in the list one is. What is usual is left out. */
export function writeList(list: AnyList, asked: Asked): Record<string, string | undefined> {
  const filters = Object.fromEntries(
    Object.keys(list.filters).map((name) => [name, asked.filters[name] ?? undefined]),
  );
  const usualSort = asked.sort.name === list.sort.name && asked.sort.descending === list.sort.descending;
  const usualColumns = asked.columns.join() === columnsOf(list, list.shown).join();
  return {
    ...filters,
    sort: usualSort ? undefined : writeSort(asked.sort),
    cols: usualColumns ? undefined : asked.columns.join(","),
    rows: asked.dense ? "dense" : undefined,
    view: asked.view ?? undefined,
  };
}

export const writeSort = (sort: { name: string; descending: boolean }) =>
  `${sort.descending ? "-" : ""}${sort.name}`;

/** Whether anything narrows the list. */
export const isFiltered = (asked: Pick<Asked, "filters">) => Object.values(asked.filters).some(Boolean);

/** Whether this order can be asked for as things are filtered. */
export const canSort = (sort: Sort, filters: Record<string, string | null>) =>
  !sort.needs || Boolean(filters[sort.needs]);

function readSort(list: AnyList, text: string | null, filters: Record<string, string | null>) {
  const name = text?.replace(/^-/, "") ?? "";
  const sort = Object.hasOwn(list.sorts, name) ? list.sorts[name] : undefined;
  if (!sort || !canSort(sort, filters)) return list.sort;
  return { name, descending: text!.startsWith("-") };
}

/** `cols=a,b` of a link, or `cols=a&cols=b` of a form. */
function readColumns<C extends string>(
  list: { columns: readonly C[]; shown: readonly C[]; always: C },
  given: string[],
): C[] {
  const wanted = new Set(given.flatMap((text) => text.split(",")));
  const known = list.columns.filter((column) => wanted.has(column));
  return columnsOf(list, known.length > 0 ? known : list.shown);
}

/** In the list's order, with the column that is always there. */
function columnsOf<C extends string>(list: { columns: readonly C[]; always: C }, wanted: readonly C[]): C[] {
  return list.columns.filter((column) => column === list.always || wanted.includes(column));
}
