import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { repairException } from "#app/features/reconciliation/repair-exception.server.ts";
import { db } from "#app/lib/db.server.ts";
import { typedText } from "#app/lib/typed-text.ts";
import { adminPaths, ExceptionParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "exception:resolve" } };

/** Tries the exception's proposed repair; comes back to it with what became of that. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const staff = await requireStaff(request, "exception:resolve");
  const parsed = ExceptionParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { exceptionId } = parsed.data;
  const fields = await request.formData();
  const reason = typedText(3, 1_000).safeParse(fields.get("reason")).data ?? null;
  const { outcome } = await repairException(db(), exceptionId, { type: "staff", id: staff.id }, reason);
  if (outcome === "missing") throw new Response(null, { status: 404 });
  return redirect(`${adminPaths.exception(exceptionId)}?told=${outcome}`, 303);
}

/** A reload after the POST: back to the exception. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(adminPaths.exception(params.exceptionId!), 303);
