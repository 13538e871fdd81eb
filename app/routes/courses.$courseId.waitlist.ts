import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireUser } from "#app/auth/session.server.ts";
import { joinWaitlist } from "#app/features/waitlist/join-waitlist.server.ts";
import { leaveWaitlist } from "#app/features/waitlist/leave-waitlist.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { CourseParams, paths } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "signed_in" } };

/** Joins the line of a full course, or with `intent=leave` gives up the place or the offered seat; back to the course. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const user = await requireUser(request);
  const parsed = CourseParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { courseId } = parsed.data;
  const about = { studentId: user.id, courseId };
  const fields = await request.formData().catch(() => new FormData());
  if (fields.get("intent") === "leave") {
    const { outcome } = await leaveWaitlist(db(), about);
    return redirect(paths.course(courseId, outcome === "left" ? "left" : undefined), 303);
  }
  const result = await joinWaitlist(db(), about);
  switch (result.outcome) {
    case "joined":
    case "waiting":
    case "not_full":
    case "no_waitlist":
      return redirect(paths.course(courseId), 303);
    case "already_enrolled":
    case "not_sold":
      return redirect(paths.course(courseId, result.outcome), 303);
    default:
      return assertNever(result);
  }
}

/** A reload of the address bar after the POST: back to the course. */
export const loader = ({ params }: LoaderFunctionArgs) => redirect(paths.course(params.courseId!), 303);
