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
  openCheckouts,
  heldSeats,
  inLine,
}: {
  course: { id: string; status: (typeof courseStatuses)[number]; version: number };
  mayEdit: boolean;
  openCheckouts: number;
  /** Approved or offered, and not paid yet. */
  heldSeats: number;
  inLine: boolean;
}) {
  const t = useTranslations("courses");
  const action = adminPaths.courseStatus(course.id);
  const moving = useNavigation().formAction === action;
  const move = course.status === "published" ? "archive" : "publish";
  const affected = [
    openCheckouts > 0 && t("moves.stillPaid", { count: openCheckouts }),
    heldSeats > 0 && t("moves.heldSeats", { count: heldSeats }),
    inLine && t("moves.lineEnds"),
  ].filter((words) => words !== false);
  return (
    <Panel title={t("statusLabel")}>
      <Form method="post" action={action} className="flex flex-col items-start gap-3">
        <CourseStatusBadge status={course.status} />
        <p className="text-base text-ink-muted">{t(`moves.${move}Effect`)}</p>
        {move === "archive" && affected.length > 0 ? (
          <ul className="flex list-disc flex-col gap-1 ps-5 text-base text-ink-muted">
            {affected.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        ) : null}
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
