import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { cancelBulkJob } from "#app/features/approvals/change-bulk-job.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, OperationParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "enrollment:bulk" } };

/** Stops a job; comes back to the job's page. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const staff = await requireStaff(request, "enrollment:bulk");
  const parsed = OperationParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { jobId } = parsed.data;
  const result = await cancelBulkJob(db(), { jobId, actor: { type: "staff", id: staff.id } });
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "changed":
      return redirect(adminPaths.operation(result.jobId), 303);
    case "not_allowed":
    case "too_late":
      return redirect(adminPaths.operation(jobId, { told: result.outcome }), 303);
    default:
      return assertNever(result);
  }
}

/** A reload after the POST: back to the job. */
export const loader = ({ params }: LoaderFunctionArgs) => redirect(adminPaths.operation(params.jobId!), 303);
