/** Upper bounds of the buckets: milliseconds, or thousandths for what has no unit. Slower ones are in one more bucket. */
export const bounds = [
  1, 2, 5, 10, 20, 35, 50, 75, 100, 150, 200, 250, 300, 400, 500, 650, 800, 1_000, 1_300, 1_800, 2_500, 3_000,
  4_000, 6_000, 10_000, 30_000,
] as const;

export const emptyBuckets = (): number[] => new Array(bounds.length + 1).fill(0);

/** Counts one value. */
export function addTo(buckets: number[], value: number): void {
  let place = bounds.findIndex((bound) => value <= bound);
  if (place < 0) place = bounds.length;
  buckets[place]!++;
}

/** The value below which this share lies, by its bucket's upper bound and its place within; null when nothing was counted. */
export function quantile(buckets: readonly number[], share: number): number | null {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let left = total * share;
  for (const [place, count] of buckets.entries()) {
    if (count > 0 && left <= count) {
      const from = place === 0 ? 0 : bounds[place - 1]!;
      const to = bounds[place] ?? bounds.at(-1)!;
      return from + (to - from) * (left / count);
    }
    left -= count;
  }
  return bounds.at(-1)!;
}

/** How much of it lies at or below this value, from 0 to 1. `value` is one of the bounds. */
export function shareUpTo(buckets: readonly number[], value: number): number {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  const upTo = buckets.slice(0, bounds.indexOf(value as (typeof bounds)[number]) + 1);
  return total === 0 ? 1 : upTo.reduce((sum, count) => sum + count, 0) / total;
}
