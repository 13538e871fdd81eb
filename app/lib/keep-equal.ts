/**
 * `now`, with each part that equals its counterpart in `before` taken from there; `before` itself where nothing differs.
 * Looks into arrays, plain objects and dates; anything else is equal only to itself. Objects with an `id` are known by it
 * wherever they stand in their array: a row above that left changes no other.
 */
export function keepEqual<T>(before: unknown, now: T): T {
  if (Object.is(before, now)) return now;
  if (now instanceof Date && before instanceof Date)
    return before.getTime() === now.getTime() ? (before as T) : now;
  if (Array.isArray(now) && Array.isArray(before)) {
    const known = new Map(before.map((item, at) => [keyOf(item, at), item]));
    const kept = now.map((item, at) => keepEqual(known.get(keyOf(item, at)), item));
    return kept.length === before.length && kept.every((item, at) => item === before[at])
      ? (before as T)
      : (kept as T);
  }
  if (!isPlain(now) || !isPlain(before)) return now;
  const kept: Record<string, unknown> = {};
  let same = Object.keys(before).length === Object.keys(now).length;
  for (const [key, value] of Object.entries(now)) {
    kept[key] = keepEqual(before[key], value);
    same &&= key in before && Object.is(kept[key], before[key]);
  }
  return (same ? before : kept) as T;
}

const keyOf = (item: unknown, at: number): unknown => (isPlain(item) && "id" in item ? item.id : at);

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
