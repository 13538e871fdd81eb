import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Panel } from "#app/components/panel.tsx";
import { Select } from "#app/components/select.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** The first of two steps: which course. It only asks for the preview. */
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
  const t = useTranslations("people");
  return (
    <Panel>
      <Form method="get" action={action} className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-60">
          <Select
            key={chosen}
            label={label}
            name="course"
            defaultValue={chosen ?? ""}
            required
            options={[
              { value: "", label: t("grant.choose") },
              ...courses.map((course) => ({ value: course.id, label: course.title })),
            ]}
          />
        </div>
        <Button>{t("act.preview")}</Button>
      </Form>
    </Panel>
  );
}
