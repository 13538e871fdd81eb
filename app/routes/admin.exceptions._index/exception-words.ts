import type { ExceptionColumn, ExceptionFilters } from "#app/features/exceptions/exception-list.ts";
import type { ListWords } from "#app/features/views/list-frame.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { ExceptionKind } from "#db/schema.ts";

/** What the list of exceptions says. */
export function useExceptionListWords(): ListWords {
  const t = useTranslations("attention");
  return {
    title: t("title"),
    lead: t("lead"),
    caption: t("caption"),
    loading: t("loading"),
    arrived: (count) => t("arrived", { count }),
    column: (column) => t(`columns.${column as ExceptionColumn}`),
    sort: (sort, descending) => t(`sorts.${sort as "kind" | "since" | "seen"}.${descending ? "down" : "up"}`),
  };
}

/** What narrows it, in words. */
export function useExceptionChips(filters: ExceptionFilters) {
  const t = useTranslations("attention");
  const kinds = useKindNames();
  return (Object.keys(filters) as Array<keyof ExceptionFilters>).flatMap((name) => {
    const value = filters[name];
    if (!value) return [];
    const said = {
      kind: () => kinds(value as ExceptionKind),
      status: () => t(`states.${value as "resolved" | "ignored" | "all"}`),
      severity: () => t(`severities.${value as "critical" | "warning"}`),
    }[name as "kind" | "status" | "severity"];
    return [{ name, label: t(`filters.${name}`), value: said?.() ?? value }];
  });
}

/** The name of each kind. */
export function useKindNames(): (kind: ExceptionKind) => string {
  const t = useTranslations("exceptions.kinds");
  return (kind) => t(kind);
}
