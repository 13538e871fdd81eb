import { useState } from "react";

export interface HeldRow {
  id: string;
  /** Later rows have a larger one: ISO text of one length. */
  key: { at: string };
}

export interface Held<Row> {
  /** What the reader sees: the rows they had, each in its latest state. */
  shown: Row[];
  /** How many newer rows wait to be let in. */
  waiting: number;
}

/**
 * Rows that arrive must not push what one is reading: rows newer than those shown wait, a changed row changes in its
 * place, one that left the list goes. `pageFull`: the list goes on after `fresh`, so an older row is pushed off, not gone.
 */
export function holdBack<Row extends HeldRow>(
  held: readonly Row[],
  fresh: readonly Row[],
  pageFull: boolean,
): Held<Row> {
  if (held.length === 0) return { shown: [...fresh], waiting: 0 };
  const freshById = new Map(fresh.map((row) => [row.id, row]));
  const heldIds = new Set(held.map((row) => row.id));
  const oldestFresh = fresh.at(-1)?.key.at ?? "";
  const oldestHeld = held.at(-1)!.key.at;
  const kept = held.flatMap((row) => {
    const now = freshById.get(row.id);
    if (now) return [now];
    return pageFull && row.key.at < oldestFresh ? [row] : [];
  });
  const others = fresh.filter((row) => !heldIds.has(row.id));
  const below = others.filter((row) => row.key.at < oldestHeld);
  const shown = [...kept, ...below].slice(0, Math.max(held.length, fresh.length));
  return { shown, waiting: others.length - below.length };
}

/** holdBack over a loader's rows; another `listKey` (the address) starts anew, and so does `letIn`. */
export function useHeldRows<Row extends HeldRow>(rows: readonly Row[], listKey: string, pageFull: boolean) {
  const [held, setHeld] = useState({ listKey, rows });
  const current = held.listKey === listKey ? held.rows : rows;
  if (held.listKey !== listKey) setHeld({ listKey, rows });
  const result = holdBack(current, rows, pageFull);
  return { ...result, letIn: () => setHeld({ listKey, rows }) };
}
