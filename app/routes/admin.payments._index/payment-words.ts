import type { FilterOptions } from "#app/features/courses/find-filter-options.server.ts";
import type { PaymentStatus } from "#app/features/payments/payment.ts";
import {
  type PaymentColumn,
  type PaymentFilters,
  paymentGroups,
} from "#app/features/payments/payment-list.ts";
import type { ListWords } from "#app/features/views/list-frame.tsx";
import { type GatewayName, gatewayLabels } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** What the list of payments says. */
export function usePaymentListWords(): ListWords {
  const t = useTranslations("lists.payments");
  return {
    title: t("title"),
    caption: t("caption"),
    loading: t("loading"),
    arrived: (count) => t("arrived", { count }),
    column: (column) => t(`columns.${column as PaymentColumn}`),
    sort: (sort, descending) =>
      t(`sorts.${sort as "started" | "updated" | "amount"}.${descending ? "down" : "up"}`),
  };
}

/** A filter's value in words: the chips and the selects say the same. */
export function usePaymentFilterWords(options: FilterOptions) {
  const t = useTranslations("lists.payments");
  const statuses = useTranslations("payments.status");
  const status = (value: string) => {
    const group = paymentGroups.find((one) => one === value);
    return group ? t(group) : statuses(value as PaymentStatus);
  };
  const said = {
    status,
    gateway: (value: string) => gatewayLabels[value as GatewayName],
    course: (value: string) => options.courses.find((course) => course.id === value)?.title ?? value,
  };
  return {
    status,
    chips: (filters: PaymentFilters) =>
      (Object.keys(filters) as Array<keyof PaymentFilters>).flatMap((name) => {
        const value = filters[name];
        const say = said[name as keyof typeof said] ?? ((text: string) => text);
        return value ? [{ name, label: t(`filters.${name}`), value: say(value) }] : [];
      }),
  };
}
