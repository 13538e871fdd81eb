/** Where a list of newest-first rows goes on: a moment to the microsecond and an id, as `at~id` in the address. */
export interface Keyset {
  /** ISO 8601 in UTC with six decimals, as PostgreSQL compares it. */
  at: string;
  id: string;
}

export const writeKeyset = (key: Keyset) => `${key.at}~${key.id}`;

/** Null for none, and for one that nobody wrote here: the list then starts at its beginning. */
export function readKeyset(text: string | null): Keyset | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~([a-z]{3}_[0-9a-z]{1,64})$/.exec(text ?? "");
  if (!match || Number.isNaN(Date.parse(match[1]!))) return null;
  return { at: match[1]!, id: match[2]! };
}

export interface KeysetPage<Row> {
  /** Newest first. */
  rows: Row[];
  newer: string | null;
  older: string | null;
}

/**
 * One page from `size + 1` rows read in reading order: oldest first when `after` was asked for, else newest first.
 * The extra row only tells that there is more.
 */
export function keysetPage<Row extends { key: Keyset }>(
  read: readonly Row[],
  size: number,
  asked: { before: Keyset | null; after: Keyset | null },
): KeysetPage<Row> {
  const more = read.length > size;
  const rows = asked.after ? read.slice(0, size).reverse() : read.slice(0, size);
  const hasNewer = asked.after ? more : asked.before !== null;
  const hasOlder = asked.after ? true : more;
  const key = (row: Row | undefined) => (row ? writeKeyset(row.key) : null);
  return { rows, newer: hasNewer ? key(rows[0]) : null, older: hasOlder ? key(rows.at(-1)) : null };
}
