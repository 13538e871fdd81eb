import { type ListBar, ListFilters } from "#app/components/list-filters.tsx";
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
  options,
  ...bar
}: ListBar<EnrollmentFilters> & { options: FilterOptions }) {
  const { filters } = bar;
  const t = useTranslations("enrollments");
  const words = useEnrollmentFilterWords(options);
  // In the queue one asks how long somebody waits, elsewhere when it began.
  const queue = isQueue(filters);
  return (
    <ListFilters
      {...bar}
      words={t}
      selects={[
        {
          name: "status",
          any: t("anyStatus"),
          value: filters.status === "waiting" ? null : filters.status,
          options: enrollmentStatusFilters
            .filter((value) => value !== "waiting")
            .map((value) => ({ value, label: words.status(value) })),
        },
        {
          name: "course",
          any: t("anyCourse"),
          options: options.courses.map((course) => ({ value: course.id, label: course.title })),
        },
      ]}
      days={queue ? ["until"] : ["from", "to"]}
    />
  );
}
