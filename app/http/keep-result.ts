/** What keeping a loader's result takes. */
export interface Inspected {
  /** About how much memory it holds. */
  bytes: number;
  /** Values that come later. */
  promises: Array<Promise<unknown>>;
  /** It is plain data throughout: no Response, no stream, nothing with behaviour. */
  plain: boolean;
}

/**
 * Walks a loader's result once: freezes it, since everyone with the same label will be handed the same object, and
 * measures it. Dates count as plain; nobody here changes one in place.
 */
export function inspectResult(value: unknown): Inspected {
  const found: Inspected = { bytes: 0, promises: [], plain: true };
  walk(value, found, new Set());
  return found;
}

function walk(value: unknown, found: Inspected, seen: Set<object>): void {
  if (typeof value === "string") found.bytes += 24 + value.length;
  else if (typeof value === "function" || typeof value === "symbol") found.plain = false;
  else if (typeof value !== "object" || value === null) found.bytes += 16;
  else if (!seen.has(value)) {
    seen.add(value);
    if (value instanceof Promise) found.promises.push(value);
    else if (value instanceof Date) found.bytes += 48;
    else if (isPlain(value)) {
      found.bytes += 56;
      for (const [name, part] of Object.entries(value)) {
        found.bytes += Array.isArray(value) ? 8 : 8 + name.length / 4;
        walk(part, found, seen);
      }
      Object.freeze(value);
    } else if (value instanceof Map || value instanceof Set) {
      found.bytes += 64;
      for (const part of value) walk(part, found, seen);
    } else found.plain = false;
  }
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

/**
 * The result with what came later in its place; null when something of it failed. A part that failed alone (deferPart)
 * is not kept either: the next one to ask may be luckier.
 */
export async function settled(result: unknown): Promise<unknown | null> {
  if (typeof result !== "object" || result === null) return result;
  try {
    const entries = Object.entries(result).map(async ([name, part]) => [name, await part] as const);
    const whole = Object.fromEntries(await Promise.all(entries)) as object;
    return isWhole(whole) ? whole : null;
  } catch {
    // Whoever waits for the part itself is told why.
    return null;
  }
}

/** Whether nothing of a loader's result is still to come, and no part of it failed alone. */
export function isWhole(result: unknown): boolean {
  if (typeof result !== "object" || result === null) return true;
  return !Object.values(result).some((part) => part instanceof Promise || hasFailed(part));
}

const hasFailed = (part: unknown) => typeof part === "object" && part !== null && "errorId" in part;
