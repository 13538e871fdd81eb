import { choicesOf, type ListBar, ListFilters } from "#app/components/list-filters.tsx";
import type { CourseFilters } from "#app/features/courses/office-list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { approvalModes, courseStatuses } from "#db/schema.ts";

/** Search and filters of the courses, as one GET form. */
export function CourseFilterBar(bar: ListBar<CourseFilters>) {
  const t = useTranslations("courses.list");
  const statuses = useTranslations("courses.status");
  return (
    <ListFilters
      {...bar}
      words={t}
      selects={[
        {
          name: "status",
          any: t("anyStatus"),
          options: choicesOf(courseStatuses, statuses),
        },
        {
          name: "approval",
          any: t("anyApproval"),
          options: choicesOf(approvalModes, (value) => t(`approval.${value}`)),
        },
      ]}
    />
  );
}
