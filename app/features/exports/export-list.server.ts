import { exportFile, type FileCells } from "#app/features/exports/export-file.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { type Asked, type FiltersOf, type List, type ReadFilter, readList } from "#app/lib/list.ts";
import type { EveryRow } from "#app/lib/read-list.server.ts";

/** A list that can be taken out: its rows from the first to the last, and what each column becomes. */
interface Exportable<F extends Record<string, ReadFilter>, C extends string, S extends string, Row> {
  list: List<F, C, S>;
  /** Days are those of `timeZone`. */
  read: (db: Db, asked: Asked<FiltersOf<List<F, C, S>>, C>, timeZone: string) => Promise<EveryRow<Row>>;
  cells: FileCells<Row>;
  /** What the file is called, where that is not the list's own name. */
  name?: string;
}

/**
 * The file of a list as the request's address asks for it, written as it is read, in the school's days. What a search
 * cut short is called partial: a file is passed on without the page that says so. For the same reason there is none of an
 * address with a filter that nobody knows: `instead` is its page, which says which.
 */
export async function exportList<
  F extends Record<string, ReadFilter>,
  C extends string,
  S extends string,
  Row,
>(
  db: Db,
  staff: { id: string; locale: string },
  request: Request,
  { list, read, cells, name = list.name }: Exportable<F, C, S, Row>,
): Promise<{ name: string; text: AsyncGenerator<string> } | { instead: string }> {
  const { pathname, search, searchParams } = new URL(request.url);
  const asked = readList(list, searchParams);
  if (asked.unread.length > 0) return { instead: pathname.replace(/\.csv$/, "") + search };
  const timeZone = env().SCHOOL_TIME_ZONE;
  const rows = await read(db, asked, timeZone);
  return {
    name: rows.cut ? `${name}-partial` : name,
    text: exportFile(db, { ...rows, staff, list, asked, cells, timeZone }),
  };
}
