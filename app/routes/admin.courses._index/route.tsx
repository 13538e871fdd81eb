import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import BookOpen from "lucide-react/icons/book-open";
import Plus from "lucide-react/icons/plus";
import SearchX from "lucide-react/icons/search-x";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { listLinks } from "#app/components/list-links.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { steadyPage } from "#app/components/steady-page.tsx";
import { listOfficeCourses } from "#app/features/courses/list-office-courses.server.ts";
import { courseList } from "#app/features/courses/office-list.ts";
import { ListFrame } from "#app/features/views/list-frame.tsx";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { isFiltered, readList } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { CourseFilterBar } from "./course-filter-bar.tsx";
import { courseTableCells } from "./course-table-cells.tsx";
import { useCourseChips, useCourseListWords } from "./course-words.ts";

export const handle: RouteHandle = {
  access: { read: "course:read" },
  topics: ["enrollments"],
  scope: "role",
};

export const meta: MetaFunction = ({ matches }) => pageTitle(wordsOf(matches, "courses")("title"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "course:read");
  const asked = readList(courseList, new URL(request.url).searchParams);
  const page = await listOfficeCourses(db(), asked, env().SCHOOL_TIME_ZONE);
  return {
    asked,
    ...page,
    mayEdit: can(staff.role, "course:edit"),
    mayExport: can(staff.role, "course:export"),
  };
}

export default steadyPage<typeof loader>(function Courses({ data }) {
  const { asked, mayEdit, mayExport, ...page } = data;
  const t = useTranslations("courses");
  const links = listLinks(courseList, asked, adminPaths.courses);
  const make = mayEdit ? (
    <ButtonLink
      to={adminPaths.newCourse()}
      variant="primary"
      size="small"
      icon={<Plus size={14} aria-hidden />}
    >
      {t("new")}
    </ButtonLink>
  ) : null;
  return (
    <ListFrame
      list={courseList}
      asked={asked}
      address={adminPaths.courses}
      page={page}
      cells={courseTableCells}
      words={useCourseListWords()}
      chips={useCourseChips(asked.filters)}
      filters={
        <CourseFilterBar
          filters={asked.filters}
          keep={links.keptByFilters}
          clearTo={isFiltered(asked) ? links.cleared() : null}
        />
      }
      href={(row) => adminPaths.course(row.id)}
      fileTo={mayExport ? adminPaths.coursesFile : null}
      actions={make}
      noMatch={
        <EmptyState
          icon={SearchX}
          title={t("list.none.title")}
          action={<ButtonLink to={adminPaths.courses()}>{t("list.none.action")}</ButtonLink>}
        >
          {t("list.none.text")}
        </EmptyState>
      }
      empty={
        <EmptyState icon={BookOpen} title={t("list.empty.title")} action={make}>
          {t("list.empty.text")}
        </EmptyState>
      }
    />
  );
});
