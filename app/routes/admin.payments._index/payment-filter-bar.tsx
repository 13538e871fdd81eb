import { type ListBar, ListFilters } from "#app/components/list-filters.tsx";
import type { FilterOptions } from "#app/features/courses/find-filter-options.server.ts";
import { type PaymentFilters, paymentStatusFilters } from "#app/features/payments/payment-list.ts";
import { gatewayLabels, gatewayNames } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { usePaymentFilterWords } from "./payment-words.ts";

/** Search and filters of the payments, as one GET form. */
export function PaymentFilterBar({
  options,
  keep,
  ...bar
}: ListBar<PaymentFilters> & { options: FilterOptions }) {
  const { paidFrom, paidTo } = bar.filters;
  const t = useTranslations("lists.payments");
  const words = usePaymentFilterWords(options);
  return (
    <ListFilters
      {...bar}
      // The days of paying come from the dashboard's numbers and leave as chips.
      keep={{ ...keep, paidFrom: paidFrom ?? undefined, paidTo: paidTo ?? undefined }}
      find={t("find")}
      search={t("search")}
      placeholder={t("placeholder")}
      label={(name) => t(`filters.${name}`)}
      selects={[
        {
          name: "status",
          any: t("anyStatus"),
          options: paymentStatusFilters.map((value) => ({ value, label: words.status(value) })),
        },
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
      ]}
      days={["from", "to"]}
    />
  );
}
