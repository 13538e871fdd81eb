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

export interface ListEdges {
  /** The list goes on after the rows that were loaded: what is missing at their end was pushed off, not gone. */
  pageFull: boolean;
  /** New rows come in at the top: a page without any row of before was pushed down by them. Elsewhere its rows left. */
  newestFirst: boolean;
}

/**
 * Rows that arrive must not push what one is reading: rows above the last of those shown wait, a changed row changes in
 * its place, one that left the list goes. `held` is what is shown, `fresh` what was loaded just now; done again with
 * what it answered, it answers the same.
 */
export function holdBack<Row extends HeldRow>(
  held: readonly Row[],
  fresh: readonly Row[],
  { pageFull, newestFirst }: ListEdges,
): Held<Row> {
  const heldIds = new Set(held.map((row) => row.id));
  const lastKnown = fresh.findLastIndex((row) => heldIds.has(row.id));
  if (lastKnown < 0) {
    const isPushedDown = pageFull && newestFirst && held.length > 0;
    return isPushedDown ? { shown: [...held], waiting: fresh.length } : { shown: [...fresh], waiting: 0 };
  }
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

/**
 * holdBack over a loader's rows, from one load to the next; another `listKey` (the address) starts anew, and so does
 * `letIn`.
 */
export function useHeldRows<Row extends HeldRow>(rows: readonly Row[], listKey: string, edges: ListEdges) {
  const [held, setHeld] = useState({ listKey, rows });
  const result = holdBack(held.listKey === listKey ? held.rows : rows, rows, edges);
  // What is shown now is what the next load must leave in its place, also when all of the first rows are gone.
  if (held.listKey !== listKey || !sameRows(held.rows, result.shown))
    setHeld({ listKey, rows: result.shown });
  return { ...result, letIn: () => setHeld({ listKey, rows }) };
}

const sameRows = (one: readonly HeldRow[], other: readonly HeldRow[]) =>
  one.length === other.length && one.every((row, at) => row.id === other[at]!.id);
