import { DayField } from "#app/components/day-field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { FilterSelect } from "#app/components/filter-select.tsx";
import { useActionWords } from "#app/features/audit/action-words.ts";
import type { AuditFilters } from "#app/features/audit/audit-list.ts";
import { useLocale } from "#app/messages/use-locale.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { actorTypes } from "#db/schema.ts";

/** Who, what and when, as one GET form. */
export function AuditFilterBar({
  filters,
  actions,
  keep,
  clearTo,
}: {
  filters: AuditFilters;
  actions: readonly string[];
  keep: Record<string, string | undefined>;
  clearTo: string | null;
}) {
  const t = useTranslations("audit");
  const say = useActionWords();
  const locale = useLocale();
  return (
    <FilterBar
      label={t("find")}
      search={{ name: "q", value: filters.q ?? "", label: t("search"), placeholder: t("placeholder") }}
      clearTo={clearTo}
      keep={keep}
    >
      <FilterSelect
        name="actor"
        label={t("filters.actor")}
        any={t("anyActor")}
        value={filters.actor}
        options={actorTypes.map((value) => ({ value, label: t(`actors.${value}`) }))}
      />
      <FilterSelect
        name="action"
        label={t("filters.action")}
        any={t("anyAction")}
        value={filters.action}
        options={actions
          .map((value) => ({ value, label: say(value) }))
          .sort((a, b) => a.label.localeCompare(b.label, locale))}
      />
      <DayField label={t("filters.from")} name="from" value={filters.from} />
      <DayField label={t("filters.to")} name="to" value={filters.to} />
    </FilterBar>
  );
}
