import { choicesOf, type ListBar, ListFilters } from "#app/components/list-filters.tsx";
import type { FilterOptions } from "#app/features/courses/find-filter-options.server.ts";
import type { RefundFilters } from "#app/features/payments/refund-list.ts";
import { gatewayLabels, gatewayNames } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** Search and filters of the refunds to be made, as one GET form. */
export function RefundFilterBar({ options, ...bar }: ListBar<RefundFilters> & { options: FilterOptions }) {
  const t = useTranslations("refunds");
  return (
    <ListFilters
      {...bar}
      words={t}
      selects={[
        {
          name: "gateway",
          any: t("anyGateway"),
          options: choicesOf(gatewayNames, (name) => gatewayLabels[name]),
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
      ]}
    />
  );
}
