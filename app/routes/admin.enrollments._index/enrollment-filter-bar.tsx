import { DayField } from "#app/components/day-field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { FilterSelect } from "#app/components/filter-select.tsx";
import type { FilterOptions } from "#app/features/courses/find-filter-options.server.ts";
import {
  type EnrollmentFilters,
  enrollmentStatusFilters,
  isQueue,
} from "#app/features/enrollments/enrollment-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { useEnrollmentFilterWords } from "./enrollment-words.ts";

/** Search and filters of the enrollments, as one GET form. The first status is the queue. */
export function EnrollmentFilterBar({
  filters,
  options,
  keep,
  clearTo,
}: {
  filters: EnrollmentFilters;
  options: FilterOptions;
  keep: Record<string, string | undefined>;
  clearTo: string | null;
}) {
  const t = useTranslations("enrollments");
  const words = useEnrollmentFilterWords(options);
  // In the queue one asks how long somebody waits, elsewhere when it began.
  const queue = isQueue(filters);
  return (
    <FilterBar
      label={t("find")}
      search={{ name: "q", value: filters.q ?? "", label: t("search"), placeholder: t("placeholder") }}
      clearTo={clearTo}
      keep={{ ...keep, ...(queue && { from: filters.from ?? undefined, to: filters.to ?? undefined }) }}
    >
      <FilterSelect
        name="status"
        label={t("filters.status")}
        any={t("anyStatus")}
        value={filters.status === "waiting" ? null : filters.status}
        options={enrollmentStatusFilters
          .filter((value) => value !== "waiting")
          .map((value) => ({ value, label: words.status(value) }))}
      />
      <FilterSelect
        name="course"
        label={t("filters.course")}
        any={t("anyCourse")}
        value={filters.course}
        options={options.courses.map((course) => ({ value: course.id, label: course.title }))}
      />
      {queue ? (
        <DayField label={t("filters.until")} name="until" value={filters.until} />
      ) : (
        <>
          <DayField label={t("filters.from")} name="from" value={filters.from} />
          <DayField label={t("filters.to")} name="to" value={filters.to} />
        </>
      )}
    </FilterBar>
  );
}
