import type { CourseColumn, CourseFilters } from "#app/features/courses/office-list.ts";
import type { ListWords } from "#app/features/views/list-frame.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { ApprovalMode, courseStatuses } from "#db/schema.ts";

/** What the list of courses says. */
export function useCourseListWords(): ListWords {
  const t = useTranslations("courses.list");
  return {
    title: t("title"),
    lead: t("lead"),
    caption: t("title"),
    loading: t("loading"),
    arrived: (count) => t("arrived", { count }),
    column: (column) => t(`columns.${column as CourseColumn}`),
    sort: (sort, descending) =>
      t(`sorts.${sort as "made" | "starts" | "title"}.${descending ? "down" : "up"}`),
  };
}

/** What narrows it, in words. */
export function useCourseChips(filters: CourseFilters) {
  const t = useTranslations("courses.list");
  const statuses = useTranslations("courses.status");
  const said = {
    status: (value: string) => statuses(value as (typeof courseStatuses)[number]),
    approval: (value: string) => t(`approval.${value as ApprovalMode}`),
  };
  return (Object.keys(filters) as Array<keyof CourseFilters>).flatMap((name) => {
    const value = filters[name];
    const say = said[name as keyof typeof said] ?? ((text: string) => text);
    return value ? [{ name, label: t(`filters.${name}`), value: say(value) }] : [];
  });
}
