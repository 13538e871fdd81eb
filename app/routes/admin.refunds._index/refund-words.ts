import type { FilterOptions } from "#app/features/courses/find-filter-options.server.ts";
import type { RefundColumn, RefundFilters } from "#app/features/payments/refund-list.ts";
import type { ListWords } from "#app/features/views/list-frame.tsx";
import { type GatewayName, gatewayLabels } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** What the list of refunds to be made says. */
export function useRefundListWords(): ListWords {
  const t = useTranslations("refunds");
  return {
    title: t("title"),
    lead: t("lead"),
    caption: t("title"),
    loading: t("loading"),
    arrived: (count) => t("arrived", { count }),
    column: (column) => t(`columns.${column as RefundColumn}`),
    sort: (_, descending) => t(`sorts.since.${descending ? "down" : "up"}`),
  };
}

/** What narrows it, in words. */
export function useRefundChips(filters: RefundFilters, options: FilterOptions) {
  const t = useTranslations("refunds");
  const said = {
    gateway: (value: string) => gatewayLabels[value as GatewayName],
    course: (value: string) => options.courses.find((course) => course.id === value)?.title ?? value,
  };
  return (Object.keys(filters) as Array<keyof RefundFilters>).flatMap((name) => {
    const value = filters[name];
    const say = said[name as keyof typeof said] ?? ((text: string) => text);
    return value ? [{ name, label: t(`filters.${name}`), value: say(value) }] : [];
  });
}
