import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import ListChecks from "lucide-react/icons/list-checks";
import { can } from "#app/auth/permissions.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle, wordsOf } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import type { Selection } from "#app/features/approvals/bulk-job.ts";
import { BulkForm } from "#app/features/approvals/decision-form.ts";
import { findBulkJobs } from "#app/features/approvals/find-bulk-jobs.server.ts";
import { JobLine } from "#app/features/approvals/job-line.tsx";
import { startBulkJob } from "#app/features/approvals/start-bulk-job.server.ts";
import { enrollmentList } from "#app/features/enrollments/enrollment-list.ts";
import { db } from "#app/lib/db.server.ts";
import { readList } from "#app/lib/list.ts";
import { typedIn } from "#app/lib/typed-text.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths, EnrollmentParams } from "#app/paths.ts";
import { RefusedBulk } from "./refused-bulk.tsx";

export const handle: RouteHandle = {
  access: { read: "enrollment:read", write: "enrollment:bulk" },
  topics: ["operations", "users"],
  scope: "role",
};

export const meta: MetaFunction = ({ matches }) => pageTitle(wordsOf(matches, "bulk")("job.list"), matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "enrollment:read");
  return { jobs: await findBulkJobs(db(), "latest"), mayBulk: can(staff.role, "enrollment:bulk") };
}

/** Begins a decision about many rows, and goes to its page. */
export async function action({ request }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "enrollment:bulk");
  const fields = await request.formData();
  const form = BulkForm.safeParse(Object.fromEntries(fields));
  const asked = new URLSearchParams(String(fields.get("query") ?? ""));
  // What was chosen and written stands on the page that refuses it: only what is missing has to be added.
  const refuse = (problem: "no_reason" | "form" | "nothing" | "unread") =>
    data({ problem, fields: readBulk(fields) }, { status: 422 });
  if (!form.success)
    return refuse(form.error.issues.some((issue) => issue.path[0] === "reason") ? "no_reason" : "form");
  const { decision, reason, scope, asOf } = form.data;
  const { filters, unread } = readList(enrollmentList, asked);
  // Left out, a filter nobody knows would make it a decision about everyone who waits.
  if (scope === "matching" && unread.length > 0) return refuse("unread");
  const selection: Extract<Selection, { asOf: string }> =
    scope === "selected"
      ? { kind: "ids", ids: idsOf(fields.getAll("id")), asOf }
      : { kind: "matching", filters, asOf };
  if (selection.kind === "ids" && selection.ids.length === 0) return refuse("nothing");
  const actor = { type: "staff" as const, id: staff.id };
  return redirect(
    adminPaths.operation(await startBulkJob(db(), { decision, reason, selection, actor })),
    303,
  );
}

export type RefusedFields = ReturnType<typeof readBulk>;

/** The form as it was sent. */
const readBulk = (fields: FormData) => ({
  decision: typedIn(fields, "decision"),
  reason: typedIn(fields, "reason"),
  scope: typedIn(fields, "scope"),
  asOf: typedIn(fields, "asOf"),
  query: typedIn(fields, "query"),
  ids: idsOf(fields.getAll("id")),
});

function idsOf(values: FormDataEntryValue[]): string[] {
  const ids = values.flatMap((value) => {
    const parsed = EnrollmentParams.safeParse({ enrollmentId: value });
    return parsed.success ? [parsed.data.enrollmentId] : [];
  });
  return [...new Set(ids)];
}

export default function Operations() {
  const { jobs, mayBulk } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useTranslations("enrollments");
  const job = useTranslations("bulk.job");
  return (
    <>
      <PageHeader
        back={{ to: adminPaths.enrollments(), label: t("title") }}
        title={job("list")}
        lead={job("listLead")}
      />
      {refused ? <RefusedBulk {...refused} /> : null}
      {jobs.length === 0 ? (
        <Panel flush>
          <EmptyState icon={ListChecks} title={job("noneTitle")}>
            {job("none")}
          </EmptyState>
        </Panel>
      ) : (
        <div className="flex flex-col gap-3">
          {jobs.map((job) => (
            <JobLine key={job.id} job={job} mayBulk={mayBulk} />
          ))}
        </div>
      )}
    </>
  );
}
