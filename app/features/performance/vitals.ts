/**
 * What browsers measure of a page, with web.dev's bands: up to `good` is good, above `poor` is poor. Milliseconds,
 * but for the layout's shift, which has no unit and is counted in thousandths.
 */
export const vitals = {
  LCP: { good: 2_500, poor: 4_000 },
  INP: { good: 200, poor: 500 },
  CLS: { good: 100, poor: 250 },
  FCP: { good: 1_800, poor: 3_000 },
  TTFB: { good: 800, poor: 1_800 },
} as const;

export type Vital = keyof typeof vitals;
export const vitalNames = Object.keys(vitals) as Vital[];

/** A layout's shift as it is kept. */
export const kept = (metric: Vital, value: number) => (metric === "CLS" ? value * 1000 : value);
