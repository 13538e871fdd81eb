import { useActionWords } from "#app/features/audit/action-words.ts";
import type { AuditColumn, AuditFilters } from "#app/features/audit/audit-list.ts";
import type { ListWords } from "#app/features/views/list-frame.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { ActorType } from "#db/schema.ts";

/** What the audit log's page says. */
export function useAuditWords(): ListWords {
  const t = useTranslations("audit");
  return {
    title: t("title"),
    lead: t("lead"),
    caption: t("caption"),
    loading: t("loading"),
    arrived: (count) => t("arrived", { count }),
    column: (column) => t(`columns.${column as AuditColumn}`),
    sort: (sort, descending) => t(`sorts.${sort as "at"}.${descending ? "down" : "up"}`),
  };
}

/** What narrows it, in words. */
export function useAuditChips(filters: AuditFilters) {
  const t = useTranslations("audit");
  const say = useActionWords();
  return (Object.keys(filters) as Array<keyof AuditFilters>).flatMap((name) => {
    const value = filters[name];
    if (!value) return [];
    const words =
      name === "actor" ? t(`actors.${value as ActorType}`) : name === "action" ? say(value) : value;
    return [{ name, label: t(`filters.${name}`), value: words }];
  });
}
