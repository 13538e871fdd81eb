import type { AnyList, Asked } from "#app/lib/list.ts";
import { canSort, writeList, writeSort } from "#app/lib/list.ts";

export type Address = (query: Record<string, string | undefined>) => string;

/** The addresses around one list: each says the whole of what is asked, with one thing changed. */
export function listLinks(list: AnyList, asked: Asked, address: Address) {
  const now = writeList(list, asked);
  const { view: _, ...unnamed } = now;
  return {
    /** As it is, elsewhere in the list. */
    at: (place: { before?: string; after?: string }) => address({ ...now, ...place }),
    /** Without one filter. */
    without: (filter: string) => address({ ...unnamed, [filter]: undefined }),
    /** With no filter, in the same order and columns. */
    cleared: () => address({ sort: unnamed.sort, cols: unnamed.cols, rows: unnamed.rows }),
    /** What a form keeps that asks for other filters. */
    keptByFilters: { sort: unnamed.sort, cols: unnamed.cols, rows: unnamed.rows },
    /** What a form keeps that asks for another order or other columns. */
    keptByDisplay: Object.fromEntries(Object.keys(list.filters).map((name) => [name, unnamed[name]])),
    /** The header of a column that can be sorted by: pressed again, the other way round. */
    sort: (name: string) => sortBy(list, asked, name, (sort) => address({ ...unnamed, sort })),
    query: new URLSearchParams(
      Object.entries(unnamed).filter((entry): entry is [string, string] => Boolean(entry[1])),
    ).toString(),
  };
}

function sortBy(list: AnyList, asked: Asked, name: string, to: (sort: string | undefined) => string) {
  const sort = list.sorts[name];
  if (!sort || !canSort(sort, asked.filters)) return undefined;
  const current = asked.sort.name === name;
  const descending = current ? !asked.sort.descending : sort.first !== "ascending";
  const usual = list.sort.name === name && list.sort.descending === descending;
  return {
    to: to(usual ? undefined : writeSort({ name, descending })),
    state: !current
      ? ("none" as const)
      : asked.sort.descending
        ? ("descending" as const)
        : ("ascending" as const),
  };
}
