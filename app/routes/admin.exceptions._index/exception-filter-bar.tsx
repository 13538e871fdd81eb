import { DayField } from "#app/components/day-field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { FilterSelect } from "#app/components/filter-select.tsx";
import type { ExceptionFilters } from "#app/features/exceptions/exception-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { exceptionKinds } from "#db/schema.ts";
import { useKindNames } from "./exception-words.ts";

/** Search and filters of the exceptions, as one GET form. The first state is what needs a person now. */
export function ExceptionFilterBar({
  filters,
  keep,
  clearTo,
}: {
  filters: ExceptionFilters;
  keep: Record<string, string | undefined>;
  clearTo: string | null;
}) {
  const t = useTranslations("attention");
  const kinds = useKindNames();
  return (
    <FilterBar
      label={t("find")}
      search={{ name: "q", value: filters.q ?? "", label: t("search"), placeholder: t("placeholder") }}
      clearTo={clearTo}
      keep={keep}
    >
      <FilterSelect
        name="status"
        label={t("filters.status")}
        any={t("states.open")}
        value={filters.status}
        options={(["resolved", "ignored", "all"] as const).map((value) => ({
          value,
          label: t(`states.${value}`),
        }))}
      />
      <FilterSelect
        name="kind"
        label={t("filters.kind")}
        any={t("anyKind")}
        value={filters.kind}
        options={exceptionKinds.map((value) => ({ value, label: kinds(value) }))}
      />
      <FilterSelect
        name="severity"
        label={t("filters.severity")}
        any={t("anySeverity")}
        value={filters.severity}
        options={(["critical", "warning"] as const).map((value) => ({
          value,
          label: t(`severities.${value}`),
        }))}
      />
      <DayField label={t("filters.from")} name="from" value={filters.from} />
      <DayField label={t("filters.to")} name="to" value={filters.to} />
    </FilterBar>
  );
}
