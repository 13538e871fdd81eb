import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { assignCase } from "#app/features/support/assign-case.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, CaseParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "case:work" } };

const CaseForm = z.object({
  assignee: z.union([z.literal(""), z.string().regex(/^usr_[0-9a-z]{1,64}$/)]),
  version: z.coerce.number().int().positive(),
});

/** Into one’s own hands, a colleague’s, or nobody’s. */
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
  const result = await assignCase(db(), {
    caseId,
    assigneeId: form.data.assignee || null,
    expectedVersion: form.data.version,
    actor,
  });
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "changed":
      return answer("assigned");
    case "stale":
      return answer("stale", result.assignee);
    case "resolved":
      return answer("closed");
    case "no_colleague":
      return answer("no_colleague");
    default:
      return assertNever(result);
  }
}

/** A reload after the POST: back to the case. */
export const loader = ({ params }: LoaderFunctionArgs) => redirect(adminPaths.case(params.caseId!), 303);
