import { type ListBar, ListFilters } from "#app/components/list-filters.tsx";
import type { DeliveryFilters } from "#app/features/webhooks/delivery-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { useDeliveryFilterValues } from "./delivery-words.ts";

const selects = ["gateway", "status", "outcome", "verdict"] as const;

/** Search and filters of the deliveries, as one GET form. */
export function DeliveryFilterBar(bar: ListBar<DeliveryFilters>) {
  const t = useTranslations("deliveries");
  const values = useDeliveryFilterValues();
  return (
    <ListFilters
      {...bar}
      words={t}
      selects={selects.map((name) => ({
        name,
        any: t(`any.${name}`),
        options: Object.entries(values[name]).map(([value, label]) => ({ value, label })),
      }))}
    />
  );
}
