import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireUser } from "#app/auth/session.server.ts";
import { requestEnrollment } from "#app/features/enrollments/request-enrollment.server.ts";
import { withdrawRequest } from "#app/features/enrollments/withdraw-request.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { CourseParams, paths } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "signed_in" } };

/** Asks for a seat, or with `intent=withdraw` takes the request back; back to the course, which says how it stands. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const user = await requireUser(request);
  const parsed = CourseParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { courseId } = parsed.data;
  const about = { studentId: user.id, courseId };
  const fields = await request.formData().catch(() => new FormData());
  if (fields.get("intent") === "withdraw") {
    const { outcome } = await withdrawRequest(db(), about);
    return redirect(paths.course(courseId, outcome), 303);
  }
  const result = await requestEnrollment(db(), about);
  switch (result.outcome) {
    case "requested":
    case "waiting":
      return redirect(paths.course(courseId), 303);
    case "already_enrolled":
    case "not_sold":
    case "not_needed":
    case "too_often":
      return redirect(paths.course(courseId, result.outcome), 303);
    default:
      return assertNever(result);
  }
}

/** A reload of the address bar after the POST: back to the course. */
export const loader = ({ params }: LoaderFunctionArgs) => redirect(paths.course(params.courseId!), 303);
