import { ActChoice } from "#app/features/support/act-choice.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** The first of two steps: which course. */
export function CourseChoice({
  label,
  action,
  courses,
  chosen,
}: {
  label: string;
  action: string;
  courses: ReadonlyArray<{ id: string; title: string }>;
  chosen: string | null;
}) {
  const t = useTranslations("support.grant");
  return (
    <ActChoice
      label={label}
      action={action}
      name="course"
      chosen={chosen ?? ""}
      options={[
        { value: "", label: t("choose") },
        ...courses.map((course) => ({ value: course.id, label: course.title })),
      ]}
    />
  );
}
