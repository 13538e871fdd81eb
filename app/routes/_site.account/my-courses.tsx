import { Link } from "@remix-run/react";
import BookOpen from "lucide-react/icons/book-open";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { Panel } from "#app/components/panel.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";
import type { MyCourse } from "#app/routes/_site.account/queries.server.ts";

export function MyCourses({ courses }: { courses: readonly MyCourse[] }) {
  const t = useTranslations("site.account.courses");
  return (
    <Panel title={t("title")} flush={courses.length > 0}>
      {courses.length === 0 ? (
        <EmptyState
          icon={BookOpen}
          title={t("none")}
          action={<ButtonLink to={paths.courses()}>{t("see")}</ButtonLink>}
        >
          {t("noneHint")}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {courses.map((course) => (
            <li key={course.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
              <div className="min-w-0 flex-1 basis-60">
                <Link to={paths.course(course.courseId)} className="text-base font-medium hover:underline">
                  <bdi>{course.title}</bdi>
                </Link>
                <p className="text-sm text-ink-muted">
                  {t(`seat.${course.status}`)}
                  {course.startsAt ? (
                    <> {t.rich("starts", { day: () => <MomentText at={course.startsAt!} dayOnly /> })}</>
                  ) : null}
                </p>
              </div>
              {course.status === "active" ? (
                <ButtonLink to={paths.learn(course.courseId)}>{t("open")}</ButtonLink>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
