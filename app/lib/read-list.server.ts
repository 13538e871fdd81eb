import { type SelectQueryBuilder, sql } from "kysely";
import { countedWithin, countRows, type RowCount } from "#app/lib/count-rows.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { type KeyKind, type Keyset, type KeysetPage, keysetPage } from "#app/lib/keyset.ts";
import type { AnyList, Asked, Sort } from "#app/lib/list.ts";

type Keyed<Row> = Row & { key: Keyset };
/** What of a list says in which order its rows come. */
type Ordered = Pick<AnyList, "id" | "sorts">;
type Place = Pick<Asked, "sort" | "before" | "after">;

/** One page of `query`, which says what is selected and filtered; order, place and size follow from what was asked. */
export async function readListPage<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  list: Ordered,
  asked: Place,
  size: number,
): Promise<KeysetPage<Keyed<Row>>> {
  const page = keysetPage(await read(query, list, asked, size + 1), size, asked);
  // Back at the first rows: the first page is a whole one, and live.
  if (!asked.after || page.newer) return page;
  const first = { ...asked, after: null };
  return keysetPage(await read(query, list, first, size + 1), size, first);
}

/** So few that the first rows of a file are there at once; then so many that a long one is not all waiting. */
const firstBatch = 25;
const largestBatch = 250;

/**
 * Every row of `query`, batch after batch, each twice as long as the one before: every one is a statement of its own
 * that holds nothing open. In the asked order, unless rows move in it while they are read: they would be missing, or come twice.
 */
export async function* readListBatches<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  list: Ordered,
  asked: Asked["sort"],
): AsyncGenerator<Array<Keyed<Row>>> {
  const sort = steady(list, asked);
  let before: Keyset | null = null;
  for (let size = firstBatch; ; size = Math.min(2 * size, largestBatch)) {
    const rows: Array<Keyed<Row>> = await read(query, list, { sort, before, after: null }, size);
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    before = rows.at(-1)!.key;
  }
}

/** The asked order; the list's first one in which rows stay where they are, where they move in that one. */
function steady({ sorts }: Ordered, asked: Asked["sort"]): Asked["sort"] {
  if (!(sorts[asked.name] as Sort).moves) return asked;
  const [name] = Object.entries(sorts).find(([, sort]) => !sort.moves)!;
  return { ...asked, name };
}

/** A list from its first row to its last. `cut`: the search behind it stopped at its bound, and there may be more. */
export interface EveryRow<Row> {
  batches: AsyncIterable<readonly Row[]>;
  cut: boolean;
}

/** What a list is read from: all that the filters let through, and whether the search behind them was `cut` short. */
interface Filtered<DB, TB extends keyof DB, Row> {
  query: SelectQueryBuilder<DB, TB, Row>;
  cut: boolean;
}

/** Whatever else a row shows, found by the ids of a page or a batch. */
type FindDetails<Row> = (ids: string[]) => Promise<readonly Row[]>;

/** One page of `query` with the details of its rows, and how many rows there are in all. */
export async function readDetailedPage<DB, TB extends keyof DB, Row extends { id: string }>(
  db: Db,
  { query, cut }: Filtered<DB, TB, object>,
  list: Ordered,
  asked: Place,
  size: number,
  find: FindDetails<Row>,
): Promise<KeysetPage<Keyed<Row>> & { total: RowCount }> {
  const page = await readListPage(query, list, asked, size);
  const [rows, total] = await Promise.all([
    addDetails(page.rows, find),
    countRows(db, query, wholeList(asked, page)),
  ]);
  return { ...page, rows, total: countedWithin(total, cut) };
}

/** Every row of `query` with its details, batch after batch, for the export. */
export function readDetailedRows<DB, TB extends keyof DB, Row extends { id: string }>(
  { query, cut }: Filtered<DB, TB, object>,
  list: Ordered,
  sort: Asked["sort"],
  find: FindDetails<Row>,
): EveryRow<Keyed<Row>> {
  return { cut, batches: addDetailsToEach(readListBatches(query, list, sort), find) };
}

async function* addDetailsToEach<Row extends { id: string }>(
  batches: AsyncIterable<ReadonlyArray<{ key: Keyset }>>,
  find: FindDetails<Row>,
): AsyncGenerator<Array<Keyed<Row>>> {
  for await (const batch of batches) yield await addDetails(batch, find);
}

/**
 * The rows of a page with what is found of their ids. For a list whose joins would mislead the planner: it then knows
 * which rows it is about before it joins anything. A row that went meanwhile is left out.
 */
export async function addDetails<Row extends { id: string }>(
  keys: ReadonlyArray<{ key: Keyset }>,
  find: FindDetails<Row>,
): Promise<Array<Keyed<Row>>> {
  const found = new Map((await find(keys.map(({ key }) => key.id))).map((row) => [row.id, row]));
  return keys.flatMap(({ key }) => {
    const row = found.get(key.id);
    return row ? [{ ...row, key }] : [];
  });
}

async function read<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  list: Ordered,
  asked: Place,
  limit: number,
): Promise<Array<Keyed<Row>>> {
  const sort = list.sorts[asked.sort.name] as Sort;
  const columns = columnsOf(list, asked.sort);
  const descending = asked.after ? !asked.sort.descending : asked.sort.descending;
  const start = asked.before ?? asked.after;
  let keyed = query
    .select(sql<string[]>`array[${sql.join([...sort.by.map(asText), asId(list.id)])}]`.as("list_key"))
    .limit(limit);
  keyed = inOrder(keyed, list, { ...asked.sort, descending });
  if (start) {
    const values = [
      ...sort.by.map(({ kind }, at) => fromText(kind, start.values[at]!)),
      isNumberId(start.id) ? sql`${start.id}::bigint` : sql`${start.id}`,
    ];
    const compare = descending ? sql`<` : sql`>`;
    keyed = keyed.where(sql<boolean>`(${sql.join(columns.map(sql.ref))}) ${compare} (${sql.join(values)})`);
  }
  const rows = await keyed.execute();
  return rows.map((row) => {
    const { list_key, ...rest } = row as Row & { list_key: string[] };
    return { ...(rest as Row), key: { values: list_key.slice(0, -1), id: list_key.at(-1)! } };
  });
}

/** `query` in this order of the list, which an index has. */
export function inOrder<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  list: Ordered,
  sort: Asked["sort"],
): SelectQueryBuilder<DB, TB, Row> {
  const direction = sort.descending ? "desc" : "asc";
  return columnsOf(list, sort).reduce(
    (ordered, column) => ordered.orderBy(sql.ref(column), direction),
    query,
  );
}

const columnsOf = (list: Ordered, sort: Asked["sort"]) => [
  ...(list.sorts[sort.name] as Sort).by.map(({ column }) => column),
  list.id,
];

const isNumberId = (id: string) => /^\d+$/.test(id);
const asId = (column: string) => sql`${sql.ref(column)}::text`;

function asText({ column, kind }: { column: string; kind: KeyKind }) {
  return kind === "moment"
    ? sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : sql`${sql.ref(column)}::text`;
}

function fromText(kind: KeyKind, value: string) {
  if (kind === "moment") return sql`${value}::timestamptz`;
  return kind === "number" ? sql`${value}::bigint` : sql`${value}`;
}

/** How many rows the list has if this page is all of it, else null. */
export function wholeList(asked: Place, page: KeysetPage<unknown>): number | null {
  return asked.before === null && page.newer === null && page.older === null ? page.rows.length : null;
}
