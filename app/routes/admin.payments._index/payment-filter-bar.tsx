import { choicesOf, type ListBar, ListFilters } from "#app/components/list-filters.tsx";
import type { FilterOptions } from "#app/features/courses/find-filter-options.server.ts";
import { type PaymentFilters, paymentStatusFilters } from "#app/features/payments/payment-list.ts";
import { gatewayLabels, gatewayNames } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { usePaymentFilterWords } from "./payment-words.ts";

/** Search and filters of the payments, as one GET form. */
export function PaymentFilterBar({ options, ...bar }: ListBar<PaymentFilters> & { options: FilterOptions }) {
  const t = useTranslations("lists.payments");
  const words = usePaymentFilterWords(options);
  return (
    <ListFilters
      {...bar}
      words={t}
      selects={[
        {
          name: "status",
          any: t("anyStatus"),
          options: choicesOf(paymentStatusFilters, words.status),
        },
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
