import { type RangeDays, rangeDays } from "#app/features/reports/range.ts";

/** Which days and which currency the overview shows; `currency` null is the one most used. */
export interface AskedRange {
  days: RangeDays;
  currency: string | null;
}

export function readRange(query: URLSearchParams): AskedRange {
  const currency = query.get("currency") ?? "";
  return {
    days: rangeDays.find((days) => String(days) === query.get("days")) ?? 30,
    currency: /^[A-Z]{3}$/.test(currency) ? currency : null,
  };
}
