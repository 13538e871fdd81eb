import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { resolveCase } from "#app/features/support/resolve-case.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, CaseParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "case:work" } };

const CaseForm = z.object({
  status: z.enum(["open", "resolved"]),
  version: z.coerce.number().int().positive(),
});

/** Closes the case, or opens it again. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const staff = await requireStaff(request, "case:work");
  const parsed = CaseParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { caseId } = parsed.data;
  const answer = (told: string, by?: string | null) =>
    redirect(adminPaths.case(caseId, { told, by: by ?? undefined }), 303);
  const form = CaseForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return answer("unread");
  const actor = { type: "staff" as const, id: staff.id };
  const { status, version } = form.data;
  const result = await resolveCase(db(), { caseId, status, expectedVersion: version, actor });
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "changed":
      return answer(status === "resolved" ? "resolved" : "reopened");
    case "stale":
      return answer("stale", result.assignee);
    case "already":
      return answer("already");
    default:
      return assertNever(result);
  }
}

/** A reload after the POST: back to the case. */
export const loader = ({ params }: LoaderFunctionArgs) => redirect(adminPaths.case(params.caseId!), 303);
