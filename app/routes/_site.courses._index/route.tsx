import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import BookOpen from "lucide-react/icons/book-open";
import SearchX from "lucide-react/icons/search-x";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { CourseList } from "#app/features/courses/course-list.tsx";
import { listCourses } from "#app/features/courses/list-courses.server.ts";
import { gateways } from "#app/gateways/registry.server.ts";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";
import { readCursor, writeCursor } from "./course-cursor.ts";
import { CourseListSkeleton } from "./course-list-skeleton.tsx";

export const handle: RouteHandle = { access: { read: "anyone" }, topics: ["enrollments"], scope: "everyone" };

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "buying")("courses.title"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const search = (url.searchParams.get("q") ?? "").trim().slice(0, 100);
  const after = readCursor(url.searchParams.get("after"));
  const { courses, more } = await listCourses(db(), gateways(), { limit: 20, search, after });
  return {
    search,
    courses,
    first: after ? paths.courses({ q: search }) : null,
    more: more && paths.courses({ q: search, after: writeCursor(more) }),
  };
}

export default function Courses() {
  const t = useTranslations("buying.courses");
  const { search, courses, first, more } = useLoaderData<typeof loader>();
  const navigation = useNavigation();
  const searching = navigation.location?.pathname === paths.courses();
  return (
    <>
      <PageHeader title={t("title")} />
      <FilterBar
        label={t("find")}
        search={{ name: "q", value: search, label: t("search") }}
        clearTo={search ? paths.courses() : null}
      />
      {searching ? (
        <CourseListSkeleton />
      ) : courses.length > 0 ? (
        <CourseList courses={courses} />
      ) : (
        <NoCourses search={search} />
      )}
      {first || more ? (
        <nav aria-label={t("pages")} className="mt-4 flex justify-between gap-2">
          {first ? <ButtonLink to={first}>{t("first")}</ButtonLink> : <span />}
          {more ? <ButtonLink to={more}>{t("more")}</ButtonLink> : null}
        </nav>
      ) : null}
    </>
  );
}

function NoCourses({ search }: { search: string }) {
  const t = useTranslations("buying.courses");
  return (
    <div className="rounded-lg border border-line bg-surface">
      {search ? (
        <EmptyState
          icon={SearchX}
          title={t("noMatch", { search })}
          action={<ButtonLink to={paths.courses()}>{t("showAll")}</ButtonLink>}
        >
          {t("noMatchHint")}
        </EmptyState>
      ) : (
        <EmptyState icon={BookOpen} title={t("none")}>
          {t("noneHint")}
        </EmptyState>
      )}
    </div>
  );
}
