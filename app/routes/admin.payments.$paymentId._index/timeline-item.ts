import type { Tone } from "#app/components/tone.ts";

/** One thing that happened to a payment, in words, before it is drawn. */
export interface TimelineItem {
  id: string;
  at: Date;
  /** Within one instant: what came first has the smaller rank. */
  rank: number;
  icon: "webhook" | "evidence" | "status" | "seat" | "exception" | "mail";
  tone: Tone;
  title: string;
  actor: string | null;
  source: string | null;
  note: string | null;
  /** The raw facts, one press away. */
  facts: Array<[string, string]>;
  /** A masked body. */
  body: string | null;
  link: { to: string; label: string } | null;
}

/** What has a value, as "name, value" pairs. */
export function factPairs(values: Record<string, unknown>): Array<[string, string]> {
  return Object.entries(values).flatMap(([name, value]): Array<[string, string]> => {
    if (value === null || value === undefined || value === "") return [];
    const text =
      value instanceof Date
        ? value.toISOString()
        : typeof value === "object"
          ? JSON.stringify(value)
          : String(value);
    return [[name, text]];
  });
}
