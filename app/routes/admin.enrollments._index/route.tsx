import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLocation } from "@remix-run/react";
import SearchX from "lucide-react/icons/search-x";
import UserCheck from "lucide-react/icons/user-check";
import { useMemo } from "react";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { ButtonLink } from "#app/components/button-link.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { listLinks } from "#app/components/list-links.ts";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { steadyPage } from "#app/components/steady-page.tsx";
import { findBulkJobs } from "#app/features/approvals/find-bulk-jobs.server.ts";
import { JobLine } from "#app/features/approvals/job-line.tsx";
import { WatchDecisions } from "#app/features/approvals/watch-decisions.tsx";
import { findFilterOptions } from "#app/features/courses/find-filter-options.server.ts";
import { enrollmentList, fitSort } from "#app/features/enrollments/enrollment-list.ts";
import { listEnrollments } from "#app/features/enrollments/list-enrollments.server.ts";
import { useLookers } from "#app/features/presence/use-lookers.tsx";
import { ListFrame } from "#app/features/views/list-frame.tsx";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { isFiltered, readList } from "#app/lib/list.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";
import { BulkBar, bulkFormId } from "./bulk-bar.tsx";
import { enrollmentCells } from "./enrollment-cells.tsx";
import { EnrollmentFilterBar } from "./enrollment-filter-bar.tsx";
import { useEnrollmentFilterWords, useEnrollmentListWords } from "./enrollment-words.ts";
import { findTold } from "./find-told.server.ts";
import { ToldNotice } from "./told-notice.tsx";
import { useRowAnswers } from "./use-row-answers.ts";

export const handle: RouteHandle = {
  access: { read: "enrollment:read" },
  topics: ["enrollments", "payments", "users", "operations"],
  scope: "role",
};

export const meta: MetaFunction = ({ matches }) =>
  pageTitle(wordsOf(matches, "office")("places.enrollments"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "enrollment:read");
  const query = new URL(request.url).searchParams;
  const asked = fitSort(readList(enrollmentList, query));
  const [page, options, jobs, told] = await Promise.all([
    listEnrollments(db(), asked, env().SCHOOL_TIME_ZONE),
    findFilterOptions(db(), asked.filters),
    findBulkJobs(db(), "open"),
    findTold(db(), query),
  ]);
  return {
    asked,
    ...page,
    options,
    jobs,
    told,
    mayDecide: can(staff.role, "enrollment:decide"),
    mayBulk: can(staff.role, "enrollment:bulk"),
    mayExport: can(staff.role, "enrollment:export"),
  };
}

export default steadyPage<typeof loader>(function Enrollments({ data }) {
  const { asked, options, jobs, told, mayDecide, mayBulk, mayExport, asOf, ...page } = data;
  const links = useMemo(() => listLinks(enrollmentList, asked, adminPaths.enrollments), [asked]);
  const filters = useMemo(
    () => (
      <EnrollmentFilterBar
        filters={asked.filters}
        options={options}
        keep={links.keptByFilters}
        clearTo={isFiltered(asked) ? links.cleared() : null}
      />
    ),
    [asked, options, links],
  );
  const { rows, answers, take } = useRowAnswers(page.rows);
  const { chips } = useEnrollmentFilterWords(options);
  const words = useEnrollmentListWords(mayDecide);
  const back = useBack();
  const keys = useDecisionKeys(mayDecide);
  const lookers = useLookers(rows.map((row) => row.id));
  const cells = useMemo(
    () => enrollmentCells({ bulkForm: mayBulk ? bulkFormId : null, mayDecide, back, answers, lookers }),
    [mayBulk, mayDecide, back, answers, lookers],
  );
  return (
    <ListFrame
      list={enrollmentList}
      wide
      asked={asked}
      address={adminPaths.enrollments}
      page={{ ...page, rows }}
      cells={cells}
      words={words}
      chips={chips(asked.filters)}
      filters={filters}
      href={(row) => adminPaths.enrollment(row.id)}
      select
      keys={keys}
      fileTo={mayExport ? adminPaths.enrollmentsFile : null}
      actions={
        mayBulk ? (
          <BulkBar filters={asked.filters} asOf={asOf} query={links.query} total={page.total} />
        ) : null
      }
      above={
        <div className="mb-4 flex flex-col gap-3 empty:hidden">
          <WatchDecisions onAnswer={take} />
          {told ? <ToldNotice told={told} back={back} /> : null}
          {jobs.map((job) => (
            <JobLine key={job.id} job={job} mayBulk={mayBulk} />
          ))}
        </div>
      }
      noMatch={<NoMatch />}
      empty={<NobodyWaits />}
    />
  );
});

/** This page without what the last form came back with. */
function useBack(): string {
  const { pathname, search } = useLocation();
  const query = new URLSearchParams(search);
  for (const name of ["told", "about"]) query.delete(name);
  const text = query.toString();
  return text ? `${pathname}?${text}` : pathname;
}

function useDecisionKeys(mayDecide: boolean): Record<string, string> {
  const t = useTranslations("enrollments.keys");
  return mayDecide ? { a: t("approve"), r: t("reject"), z: t("undo") } : {};
}

function NoMatch() {
  const t = useTranslations("enrollments.none");
  return (
    <EmptyState
      icon={SearchX}
      title={t("title")}
      action={<ButtonLink to={adminPaths.enrollments()}>{t("action")}</ButtonLink>}
    >
      {t("text")}
    </EmptyState>
  );
}

function NobodyWaits() {
  const t = useTranslations("enrollments.empty");
  return (
    <EmptyState
      icon={UserCheck}
      title={t("title")}
      action={<ButtonLink to={adminPaths.enrollments({ status: "all" })}>{t("action")}</ButtonLink>}
    >
      {t("text")}
    </EmptyState>
  );
}
