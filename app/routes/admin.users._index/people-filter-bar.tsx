import { DayField } from "#app/components/day-field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { FilterSelect } from "#app/components/filter-select.tsx";
import type { PeopleFilters } from "#app/features/people/people-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { roles } from "#db/schema.ts";

/** Search and filters of the people, as one GET form; with script the search answers while one types. */
export function PeopleFilterBar({
  filters,
  keep,
  clearTo,
}: {
  filters: PeopleFilters;
  keep: Record<string, string | undefined>;
  clearTo: string | null;
}) {
  const t = useTranslations("people");
  const selects = [
    {
      name: "role",
      any: t("list.anyRole"),
      options: roles.map((value) => ({ value, label: t(`roles.${value}`) })),
    },
    { name: "case", any: t("list.anyCase"), options: [{ value: "open", label: t("list.openCase") }] },
    { name: "waiting", any: t("list.anyWaiting"), options: [{ value: "yes", label: t("list.waiting") }] },
  ] as const;
  return (
    <FilterBar
      label={t("list.find")}
      search={{
        name: "q",
        value: filters.q ?? "",
        label: t("list.search"),
        placeholder: t("list.placeholder"),
      }}
      instant
      clearTo={clearTo}
      keep={keep}
    >
      {selects.map((select) => (
        <FilterSelect
          key={select.name}
          {...select}
          label={t(`list.filters.${select.name}`)}
          value={filters[select.name]}
        />
      ))}
      <DayField label={t("list.filters.from")} name="from" value={filters.from} />
      <DayField label={t("list.filters.to")} name="to" value={filters.to} />
    </FilterBar>
  );
}
