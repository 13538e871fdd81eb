import { DayField } from "#app/components/day-field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { FilterSelect } from "#app/components/filter-select.tsx";
import type { FilterOptions } from "#app/features/courses/find-filter-options.server.ts";
import type { RefundFilters } from "#app/features/payments/refund-list.ts";
import { gatewayLabels, gatewayNames } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** Search and filters of the refunds to be made, as one GET form. */
export function RefundFilterBar({
  filters,
  options,
  keep,
  clearTo,
}: {
  filters: RefundFilters;
  options: FilterOptions;
  keep: Record<string, string | undefined>;
  clearTo: string | null;
}) {
  const t = useTranslations("refunds");
  const selects = [
    {
      name: "gateway",
      any: t("anyGateway"),
      options: gatewayNames.map((value) => ({ value, label: gatewayLabels[value] })),
    },
    {
      name: "currency",
      any: t("anyCurrency"),
      options: options.currencies.map((value) => ({ value, label: value })),
    },
    {
      name: "course",
      any: t("anyCourse"),
      options: options.courses.map((course) => ({ value: course.id, label: course.title })),
    },
  ] as const;
  return (
    <FilterBar
      label={t("find")}
      search={{ name: "q", value: filters.q ?? "", label: t("search"), placeholder: t("placeholder") }}
      clearTo={clearTo}
      keep={keep}
    >
      {selects.map((select) => (
        <FilterSelect
          key={select.name}
          {...select}
          label={t(`filters.${select.name}`)}
          value={filters[select.name]}
        />
      ))}
      <DayField label={t("filters.from")} name="from" value={filters.from} />
      <DayField label={t("filters.to")} name="to" value={filters.to} />
    </FilterBar>
  );
}
