import { DayField } from "#app/components/day-field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { FilterSelect } from "#app/components/filter-select.tsx";
import type { CourseFilters } from "#app/features/courses/office-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { approvalModes, courseStatuses } from "#db/schema.ts";

/** Search and filters of the courses, as one GET form. */
export function CourseFilterBar({
  filters,
  keep,
  clearTo,
}: {
  filters: CourseFilters;
  keep: Record<string, string | undefined>;
  clearTo: string | null;
}) {
  const t = useTranslations("courses.list");
  const statuses = useTranslations("courses.status");
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
        any={t("anyStatus")}
        value={filters.status}
        options={courseStatuses.map((value) => ({ value, label: statuses(value) }))}
      />
      <FilterSelect
        name="approval"
        label={t("filters.approval")}
        any={t("anyApproval")}
        value={filters.approval}
        options={approvalModes.map((value) => ({ value, label: t(`approval.${value}`) }))}
      />
      <DayField label={t("filters.from")} name="from" value={filters.from} />
      <DayField label={t("filters.to")} name="to" value={filters.to} />
    </FilterBar>
  );
}
