import type { FilterOptions } from "#app/features/courses/find-filter-options.server.ts";
import type {
  EnrollmentColumn,
  EnrollmentFilters,
  enrollmentStatusFilters,
} from "#app/features/enrollments/enrollment-list.ts";
import type { ListWords } from "#app/features/views/list-frame.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** What the list of enrollments says. */
export function useEnrollmentListWords(mayDecide: boolean): ListWords {
  const t = useTranslations("enrollments");
  return {
    title: t("title"),
    lead: mayDecide ? t("lead") : `${t("lead")} ${t("mayNot")}.`,
    caption: t("caption"),
    loading: t("loading"),
    arrived: (count) => t("arrived", { count }),
    column: (column) => t(`columns.${column as EnrollmentColumn}`),
    sort: (sort, descending) => t(`sorts.${sort as "waiting" | "started"}.${descending ? "down" : "up"}`),
  };
}

/** A filter's value in words: the chips and the selects say the same. */
export function useEnrollmentFilterWords(options: FilterOptions) {
  const t = useTranslations("enrollments");
  const status = (value: (typeof enrollmentStatusFilters)[number]) => t(`status.${value}`);
  return {
    status,
    chips: (filters: EnrollmentFilters) =>
      (Object.keys(filters) as Array<keyof EnrollmentFilters>).flatMap((name) => {
        const value = filters[name];
        if (!value || value === "waiting") return [];
        const said =
          name === "status"
            ? status(value as (typeof enrollmentStatusFilters)[number])
            : (options.courses.find((course) => course.id === value)?.title ?? value);
        return [{ name, label: t(`filters.${name}`), value: said }];
      }),
  };
}
