import { useState } from "react";

export interface HeldRow {
  id: string;
}

export interface Held<Row> {
  /** What the reader sees: the rows they had, each in its latest state. */
  shown: Row[];
  /** How many newer rows wait to be let in. */
  waiting: number;
}

/**
 * Rows that arrive must not push what one is reading: rows above the last of those shown wait, a changed row changes in
 * its place, one that left the list goes. `pageFull`: the list goes on after `fresh`, so rows missing at the end were
 * pushed off, not gone. The list's own order is all it needs to know, whatever it is sorted by.
 */
export function holdBack<Row extends HeldRow>(
  held: readonly Row[],
  fresh: readonly Row[],
  pageFull: boolean,
): Held<Row> {
  const heldIds = new Set(held.map((row) => row.id));
  const lastKnown = fresh.findLastIndex((row) => heldIds.has(row.id));
  if (lastKnown < 0 && pageFull && held.length > 0) return { shown: [...held], waiting: fresh.length };
  if (lastKnown < 0) return { shown: [...fresh], waiting: 0 };
  const below = fresh.slice(lastKnown + 1);
  const freshById = new Map(fresh.map((row) => [row.id, row]));
  const lastHeld = held.findLastIndex((row) => freshById.has(row.id));
  const kept = held.flatMap((row, at) => {
    const now = freshById.get(row.id);
    if (now) return [now];
    return pageFull && below.length === 0 && at > lastHeld ? [row] : [];
  });
  const waiting = fresh.slice(0, lastKnown).filter((row) => !heldIds.has(row.id)).length;
  return { shown: [...kept, ...below].slice(0, Math.max(held.length, fresh.length)), waiting };
}

/** holdBack over a loader's rows; another `listKey` (the address) starts anew, and so does `letIn`. */
export function useHeldRows<Row extends HeldRow>(rows: readonly Row[], listKey: string, pageFull: boolean) {
  const [held, setHeld] = useState({ listKey, rows });
  const current = held.listKey === listKey ? held.rows : rows;
  if (held.listKey !== listKey) setHeld({ listKey, rows });
  const result = holdBack(current, rows, pageFull);
  return { ...result, letIn: () => setHeld({ listKey, rows }) };
}
