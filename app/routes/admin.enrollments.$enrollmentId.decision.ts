import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { decideEnrollment } from "#app/features/approvals/decide-enrollment.server.ts";
import { DecisionForm } from "#app/features/approvals/decision-form.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, EnrollmentParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "enrollment:decide" } };

/**
 * A decision about one enrollment, on the version being looked at. A plain form comes back to its page with what became
 * of it; a script gets the same as an answer and stays.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await requireStaff(request, "enrollment:decide");
  const parsed = EnrollmentParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { enrollmentId } = parsed.data;
  const fields = Object.fromEntries(await request.formData());
  const form = DecisionForm.safeParse(fields);
  const back = backTo(fields.back, enrollmentId);
  if (!form.success) {
    if (fields.answer === "json") return data({ enrollmentId, result: { outcome: "no_reason" } as const });
    return redirect(withTold(back, { told: "no_reason", about: enrollmentId }), 303);
  }
  const { decision, version, reason } = form.data;
  const result = await decideEnrollment(db(), {
    enrollmentId,
    decision,
    expectedVersion: version,
    reason,
    actor: { type: "staff", id: staff.id },
  });
  if (form.data.answer === "json") return data({ enrollmentId, result });
  return redirect(withTold(back, { told: result.outcome, about: enrollmentId }), 303);
}

/** A page of the office's enrollments, as the form names it; anything else is the enrollment itself. */
function backTo(wanted: unknown, enrollmentId: string): string {
  const known = typeof wanted === "string" && /^\/admin\/enrollments(\/enr_[0-9a-z]+)?(\?|$)/.test(wanted);
  return known ? wanted : adminPaths.enrollment(enrollmentId);
}

function withTold(path: string, told: Record<string, string>): string {
  const url = new URL(path, "http://office.invalid");
  for (const [name, value] of Object.entries(told)) url.searchParams.set(name, value);
  return url.pathname + url.search;
}

/** A reload after the POST: back to the enrollment. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(adminPaths.enrollment(params.enrollmentId!), 303);

/** Never drawn. It makes this a page, so that without script too a refusal is told in the office's own frame. */
export default function Nothing() {
  return null;
}
