import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import BookOpen from "lucide-react/icons/book-open";
import Plus from "lucide-react/icons/plus";
import SearchX from "lucide-react/icons/search-x";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { Select } from "#app/components/select.tsx";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, CourseParams } from "#app/paths.ts";
import { courseStatuses } from "#db/schema.ts";
import { CoursesTable } from "./courses-table.tsx";
import { findCourses } from "./queries.server.ts";

export const handle: RouteHandle = {
  access: { read: "course:read" },
  topics: ["enrollments"],
  scope: "role",
};

export const meta: MetaFunction = ({ matches }) => pageTitle(wordsOf(matches, "courses")("title"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "course:read");
  const query = new URL(request.url).searchParams;
  const q = (query.get("q") ?? "").trim().slice(0, 100);
  const status = courseStatuses.find((one) => one === query.get("status")) ?? null;
  const cursor = CourseParams.safeParse({ courseId: query.get("after") });
  const after = cursor.success ? cursor.data.courseId : null;
  const { courses, more } = await findCourses(db(), { q, status, after });
  return { courses, more, q, status, after, mayEdit: can(staff.role, "course:edit") };
}

export default function Courses() {
  const { courses, more, q, status, after, mayEdit } = useLoaderData<typeof loader>();
  const t = useTranslations("courses");
  const filtered = q !== "" || status !== null;
  const filter = { q, status: status ?? undefined };
  const make = mayEdit ? (
    <ButtonLink to={adminPaths.newCourse()} variant="primary" icon={<Plus size={16} aria-hidden />}>
      {t("new")}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={make} />
      <FilterBar label={t("search")} clearTo={filtered ? adminPaths.courses() : null}>
        <div className="w-full sm:w-64">
          <Field
            key={q}
            label={t("searchLabel")}
            hiddenLabel
            type="search"
            name="q"
            placeholder={t("searchLabel")}
            defaultValue={q}
            dir="auto"
          />
        </div>
        <div className="w-44">
          <Select
            key={status}
            label={t("statusLabel")}
            hiddenLabel
            name="status"
            defaultValue={status ?? ""}
            options={[
              { value: "", label: t("anyStatus") },
              ...courseStatuses.map((one) => ({ value: one as string, label: t(`status.${one}`) })),
            ]}
          />
        </div>
      </FilterBar>
      <Panel flush>
        {courses.length > 0 ? (
          <CoursesTable courses={courses} />
        ) : filtered ? (
          <EmptyState
            icon={SearchX}
            title={t("noMatch.title")}
            action={<ButtonLink to={adminPaths.courses()}>{t("noMatch.action")}</ButtonLink>}
          />
        ) : (
          <EmptyState icon={BookOpen} title={t("empty.title")} action={make}>
            {t("empty.text")}
          </EmptyState>
        )}
      </Panel>
      <Pagination
        newer={after ? adminPaths.courses(filter) : null}
        older={more ? adminPaths.courses({ ...filter, after: more }) : null}
      />
    </>
  );
}
