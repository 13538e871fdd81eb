import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { MomentText } from "#app/components/moment-text.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { type BulkJob, isRunning } from "#app/features/approvals/bulk-job.ts";
import { findBulkJob } from "#app/features/approvals/find-bulk-jobs.server.ts";
import { JobLine } from "#app/features/approvals/job-line.tsx";
import { listBulkItems, readAskedItems } from "#app/features/approvals/list-bulk-items.server.ts";
import { db } from "#app/lib/db.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, OperationParams } from "#app/paths.ts";
import { JobItems } from "./job-items.tsx";

export const handle: RouteHandle = {
  access: { read: "enrollment:read" },
  topics: ["operations", "users", "enrollments"],
  scope: "role",
};

export const meta: MetaFunction = ({ matches }) => pageTitle(wordsOf(matches, "bulk")("job.one"), matches);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "enrollment:read");
  const parsed = OperationParams.safeParse(params);
  const job = parsed.success ? await findBulkJob(db(), parsed.data.jobId) : null;
  if (!job) throw new Response(null, { status: 404 });
  const query = new URL(request.url).searchParams;
  const asked = readAskedItems(query);
  return {
    job,
    page: await listBulkItems(db(), job, asked),
    told: query.get("told"),
    mayBulk: can(staff.role, "enrollment:bulk"),
  };
}

export default function Operation() {
  const { job, page, told, mayBulk } = useLoaderData<typeof loader>();
  const t = useTranslations("bulk.job");
  return (
    <>
      {isRunning(job.status) ? (
        <noscript>
          {/* The same address: whoever looks at its rows goes on looking at them. */}
          <meta httpEquiv="refresh" content="2" />
        </noscript>
      ) : null}
      <PageHeader
        back={{ to: adminPaths.operations(), label: t("list") }}
        title={t("title", { decision: job.decision, count: job.total })}
      />
      {told === "not_allowed" || told === "too_late" ? (
        <div className="mb-4">
          <Notice tone="warning" title={t(`told.${told}`)} />
        </div>
      ) : null}
      <div className="flex flex-col gap-6">
        <JobLine job={job} mayBulk={mayBulk} own />
        <Panel>
          <JobFacts job={job} />
        </Panel>
        <div>
          <JobItems job={job} page={page} />
        </div>
      </div>
    </>
  );
}

/** What it was decided about; a filter is a way to the list that it names, as it stands now. */
function Chosen({ selection }: { selection: BulkJob["selection"] }) {
  const t = useTranslations("bulk.job");
  if (selection.kind !== "matching") return <>{t(`selection.${selection.kind}`)}</>;
  const filters = Object.entries(selection.filters).map(([name, value]) => [name, value ?? undefined]);
  return (
    <>
      {t.rich("selection.matching", {
        list: (words) => (
          <Link to={adminPaths.enrollments(Object.fromEntries(filters))} className="link">
            {words}
          </Link>
        ),
        moment: () => <MomentText at={selection.asOf} />,
      })}
    </>
  );
}

function JobFacts({ job }: { job: BulkJob }) {
  const t = useTranslations("bulk.job");
  const left = job.total - job.done - job.failed;
  return (
    <DefinitionList
      items={[
        { term: t("done"), value: <bdi>{job.done.toLocaleString("en")}</bdi> },
        { term: t("failed"), value: <bdi>{job.failed.toLocaleString("en")}</bdi> },
        ...(left > 0 ? [{ term: t("left"), value: <bdi>{left.toLocaleString("en")}</bdi> }] : []),
        {
          term: t("rows"),
          value: <Chosen selection={job.selection} />,
        },
        ...(job.reason ? [{ term: t("reason"), value: <bdi>{job.reason}</bdi> }] : []),
        { term: t("started"), value: <MomentText at={job.createdAt} /> },
        ...(job.finishedAt ? [{ term: t("ended"), value: <MomentText at={job.finishedAt} /> }] : []),
        ...(job.undoes
          ? [
              {
                term: t("undo"),
                value: (
                  <Link to={adminPaths.operation(job.undoes)} className="link">
                    {t("undoes")}
                  </Link>
                ),
              },
            ]
          : []),
        ...(job.undoneBy
          ? [
              {
                term: t("undo"),
                value: (
                  <Link to={adminPaths.operation(job.undoneBy)} className="link">
                    {t("undone")}
                  </Link>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
