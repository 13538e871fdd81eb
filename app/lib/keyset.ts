import { isDay } from "#app/lib/calendar-day.ts";

/** What a sorted column holds, and so how its values stand in an address and go back to the database. */
export type KeyKind = "moment" | "number" | "text";

/** Where a list goes on: the sorted columns' values of one row, and its id, which settles ties. */
export interface Keyset {
  /** As PostgreSQL writes them; moments in ISO 8601 in UTC with six decimals. */
  values: string[];
  id: string;
}

/** `value~value~id`, each part escaped. */
export const writeKeyset = (key: Keyset) => [...key.values, key.id].map(escapePart).join("~");

/** `numbered`: its rows' ids are numbers. Null for none, and for one that nobody wrote here for this sort: the list then starts at its beginning. */
export function readKeyset(text: string | null, kinds: readonly KeyKind[], numbered = false): Keyset | null {
  const parts = (text ?? "").split("~");
  if (parts.length !== kinds.length + 1) return null;
  const [id, ...values] = [parts.at(-1)!, ...parts.slice(0, -1)].map(unescapePart);
  if (!id || !(numbered ? /^\d{1,18}$/ : /^[a-z]{3}_[0-9a-z]{1,64}$/).test(id)) return null;
  if (!kinds.every((kind, at) => isKey(kind, values[at] ?? null))) return null;
  return { values: values as string[], id };
}

export interface KeysetPage<Row> {
  /** In the list's order. */
  rows: Row[];
  /** Where the pages before and after go on; null at an end. With the newest first, `newer` comes before. */
  newer: string | null;
  older: string | null;
}

/**
 * One page from `size + 1` rows read in reading order: backwards when `after` was asked for.
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

function isKey(kind: KeyKind, value: string | null): boolean {
  if (value === null) return false;
  if (kind === "number") return /^-?\d{1,18}$/.test(value);
  if (kind === "text") return value.length <= 400 && !value.includes("\0");
  const [date = "", time = ""] = value.split("T", 2);
  return isDay(date) && /^\d\d:\d\d:\d\d\.\d{6}Z$/.test(time) && !Number.isNaN(Date.parse(value));
}

// Moments and ids stay readable: only what would be taken for a separator is written otherwise.
const escapePart = (part: string) => part.replaceAll("%", "%25").replaceAll("~", "%7E");

function unescapePart(part: string): string {
  return part.replaceAll("%7E", "~").replaceAll("%25", "%");
}
