import { Form, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Panel } from "#app/components/panel.tsx";
import { CourseStatusBadge } from "#app/features/courses/course-status-badge.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import type { courseStatuses } from "#db/schema.ts";

/** Whether the course is on sale, and the one step from here, with what it does. */
export function StatusPanel({
  course,
  mayEdit,
}: {
  course: { id: string; status: (typeof courseStatuses)[number]; version: number };
  mayEdit: boolean;
}) {
  const t = useTranslations("courses");
  const action = adminPaths.courseStatus(course.id);
  const moving = useNavigation().formAction === action;
  const move = course.status === "published" ? "archive" : "publish";
  return (
    <Panel title={t("statusLabel")}>
      <Form method="post" action={action} className="flex flex-col items-start gap-3">
        <CourseStatusBadge status={course.status} />
        <p className="text-base text-ink-muted">{t(`moves.${move}Effect`)}</p>
        <input type="hidden" name="version" value={course.version} />
        <Button
          name="move"
          value={move}
          pending={moving && t(move === "publish" ? "moves.publishing" : "moves.archiving")}
          disabledReason={mayEdit ? null : t("onlyLook")}
        >
          {t(`moves.${move}`)}
        </Button>
      </Form>
    </Panel>
  );
}
