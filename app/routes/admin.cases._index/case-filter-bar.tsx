import { DayField } from "#app/components/day-field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { FilterSelect } from "#app/components/filter-select.tsx";
import { type CaseFilters, caseStateFilters } from "#app/features/support/case-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { useCaseStates } from "./case-words.ts";

/** Search and filters of the cases, as one GET form. The first state is what is open. */
export function CaseFilterBar({
  filters,
  keep,
  clearTo,
}: {
  filters: CaseFilters;
  keep: Record<string, string | undefined>;
  clearTo: string | null;
}) {
  const t = useTranslations("cases.list");
  const states = useCaseStates();
  return (
    <FilterBar
      label={t("find")}
      search={{ name: "q", value: filters.q ?? "", label: t("search"), placeholder: t("placeholder") }}
      clearTo={clearTo}
      // One payment's or one student's are asked for by their pages, and leave as chips.
      keep={{ ...keep, payment: filters.payment ?? undefined, student: filters.student ?? undefined }}
    >
      <FilterSelect
        name="status"
        label={t("filters.status")}
        any={states("open")}
        value={filters.status}
        options={caseStateFilters.map((value) => ({ value, label: states(value) }))}
      />
      <FilterSelect
        name="who"
        label={t("filters.who")}
        any={t("anyone")}
        value={filters.who}
        options={(["mine", "unassigned"] as const).map((value) => ({ value, label: t(value) }))}
      />
      <DayField label={t("filters.from")} name="from" value={filters.from} />
      <DayField label={t("filters.to")} name="to" value={filters.to} />
    </FilterBar>
  );
}
