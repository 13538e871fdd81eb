import { DayField } from "#app/components/day-field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { FilterSelect } from "#app/components/filter-select.tsx";
import type { DeliveryFilters } from "#app/features/webhooks/delivery-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { useDeliveryFilterValues } from "./delivery-words.ts";

const selects = ["gateway", "status", "outcome", "verdict"] as const;

/** Search and filters of the deliveries, as one GET form. */
export function DeliveryFilterBar({
  filters,
  keep,
  clearTo,
}: {
  filters: DeliveryFilters;
  keep: Record<string, string | undefined>;
  clearTo: string | null;
}) {
  const t = useTranslations("deliveries");
  const values = useDeliveryFilterValues();
  return (
    <FilterBar
      label={t("find")}
      search={{ name: "q", value: filters.q ?? "", label: t("search"), placeholder: t("placeholder") }}
      clearTo={clearTo}
      keep={keep}
    >
      {selects.map((name) => (
        <FilterSelect
          key={name}
          name={name}
          label={t(`filters.${name}`)}
          any={t(`any.${name}`)}
          value={filters[name]}
          options={Object.entries(values[name]).map(([value, label]) => ({ value, label }))}
        />
      ))}
      <DayField label={t("filters.from")} name="from" value={filters.from} />
      <DayField label={t("filters.to")} name="to" value={filters.to} />
    </FilterBar>
  );
}
