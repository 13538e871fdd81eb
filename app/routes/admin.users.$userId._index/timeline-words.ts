import { useActionWords } from "#app/features/audit/action-words.ts";
import { gatewayLabels, isGatewayName } from "#app/gateways/gateway.ts";
import { unbrokenMoney } from "#app/lib/money.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { TimelineRow } from "./find-timeline.server.ts";

/** What each thing that happened is called. An action nobody wrote words for goes by its own name. */
export function useTimelineWords() {
  const t = useTranslations("person.timeline");
  const action = useActionWords();
  // Kinds come from the database: one that has no words here gets the general ones.
  const any = t as unknown as (key: string, values: object) => string;
  const say = (key: string, fallback: string, values: Record<string, string> = {}) =>
    t.has(key as "note") ? any(key, values) : fallback;
  const money = ({ amount, currency }: Record<string, unknown>) =>
    typeof amount === "number" && typeof currency === "string"
      ? unbrokenMoney({ minor: amount, currency })
      : "";
  return {
    title(row: TimelineRow): string {
      const { facts } = row;
      const values = { amount: money(facts), gateway: gatewayName(facts.gateway) };
      switch (row.source) {
        case "payment":
          return t("payment", { amount: values.amount, course: String(facts.course) });
        case "evidence":
          return say(`evidence.${facts.kind}`, t("evidence.other"), values);
        case "delivery":
          return t("delivery", { gateway: values.gateway });
        case "mail":
          return say(`mail.${facts.kind}`, t("mail.other"));
        case "note":
          return t("note");
        case "audit":
          return action(String(facts.action));
      }
    },
    source: (row: TimelineRow) =>
      row.source === "mail" ? say(`mailState.${row.facts.state}`, String(row.facts.state)) : undefined,
  };
}

/** A gateway by its proper name; any other name as it is. */
export const gatewayName = (name: unknown): string =>
  isGatewayName(name) ? gatewayLabels[name] : String(name ?? "");
