import type { Tone } from "#app/components/tone.ts";
import { sayRecord } from "#app/features/audit/use-record-words.ts";
import type { Messages } from "#app/messages/en.ts";
import type { Translate } from "#app/messages/translate.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

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
  /** When it was by the gateway's clock. */
  gatewayAt?: Date | null;
  /** The raw facts, one press away. */
  facts: Array<[string, string]>;
  /** A masked body. */
  body: string | null;
  link: { to: string; label: string } | null;
}

/** Everything the entries are told with. */
export interface TimelineSpeech {
  t: Translate<"dossier">;
  payments: Translate<"payments">;
  webhooks: Translate<"webhooks">;
  exceptions: Translate<"exceptions">;
  mail: Translate<"mail">;
  actions: Translate<"actions">;
  record: (text: string) => string;
  facts: (values: Facts) => Array<[string, string]>;
}

type Facts = Partial<Record<FactName, unknown>>;
type FactName = keyof Messages["dossier"]["fact"];

type Words = Omit<TimelineSpeech, "record" | "facts"> & { records: Translate<"records"> };

export function timelineSpeech({ records, ...words }: Words): TimelineSpeech {
  return {
    ...words,
    record: (text) => sayRecord(text, records, words.payments),
    facts: (values) => factPairs(values, (name) => words.t(`fact.${name}`)),
  };
}

export function useTimelineSpeech(): TimelineSpeech {
  return timelineSpeech({
    t: useTranslations("dossier"),
    payments: useTranslations("payments"),
    webhooks: useTranslations("webhooks"),
    exceptions: useTranslations("exceptions"),
    mail: useTranslations("mail"),
    actions: useTranslations("actions"),
    records: useTranslations("records"),
  });
}

/** What has a value, as "name, value" pairs. */
function factPairs(values: Facts, nameOf: (name: FactName) => string): Array<[string, string]> {
  return (Object.entries(values) as Array<[FactName, unknown]>).flatMap(([name, value]) => {
    if (value === null || value === undefined || value === "") return [];
    const text =
      value instanceof Date
        ? value.toISOString()
        : typeof value === "object"
          ? JSON.stringify(value)
          : String(value);
    return [[nameOf(name), text] as [string, string]];
  });
}
