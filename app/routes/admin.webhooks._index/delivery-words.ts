import type { ListWords } from "#app/features/views/list-frame.tsx";
import type { DeliveryColumn, DeliveryFilters } from "#app/features/webhooks/delivery-list.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { webhookOutcomes, webhookStatuses, webhookVerdicts } from "#db/schema.ts";

/** What the list of deliveries says. */
export function useDeliveryListWords(): ListWords {
  const t = useTranslations("deliveries");
  return {
    title: t("title"),
    lead: t("lead"),
    caption: t("caption"),
    loading: t("loading"),
    arrived: (count) => t("arrived", { count }),
    column: (column) => t(`columns.${column as DeliveryColumn}`),
    sort: (sort, descending) => t(`sorts.${sort as "received"}.${descending ? "down" : "up"}`),
  };
}

/** The values that each select of the filter bar offers, in words. */
export function useDeliveryFilterValues() {
  const t = useTranslations("webhooks");
  const named = <Value extends string>(values: readonly Value[], say: (value: Value) => string) =>
    Object.fromEntries(values.map((value) => [value, say(value)])) as Record<Value, string>;
  return {
    gateway: gatewayLabels,
    status: named(webhookStatuses, (value) => t(`statuses.${value}`)),
    outcome: named(webhookOutcomes, (value) => t(`outcomes.${value}`)),
    verdict: named(webhookVerdicts, (value) => t(`verdicts.${value}`)),
  } as const satisfies Partial<Record<keyof DeliveryFilters, Record<string, string>>>;
}

/** What narrows the list, in words. */
export function useDeliveryChips(filters: DeliveryFilters) {
  const t = useTranslations("deliveries");
  const values: Partial<Record<string, Record<string, string>>> = useDeliveryFilterValues();
  return (Object.keys(filters) as Array<keyof DeliveryFilters>).flatMap((name) => {
    const value = filters[name];
    return value ? [{ name, label: t(`filters.${name}`), value: values[name]?.[value] ?? value }] : [];
  });
}
