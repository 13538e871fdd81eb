import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { courseMoves, moveCourse } from "#app/features/courses/move-course.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, CourseParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "course:edit" } };

const MoveForm = z.object({ move: z.enum(courseMoves), version: z.coerce.number().int().positive() });

/** Publishes or archives a course, and comes back to it with what became of it. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const staff = await requireStaff(request, "course:edit");
  const parsed = CourseParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { courseId } = parsed.data;
  const back = (moved: string) => redirect(adminPaths.course(courseId, { moved }), 303);
  const fields = await request.formData().catch(() => new FormData());
  const form = MoveForm.safeParse(Object.fromEntries(fields));
  if (!form.success) return back("stale");
  const result = await moveCourse(db(), {
    courseId,
    expectedVersion: form.data.version,
    move: form.data.move,
    actor: { type: "staff", id: staff.id },
  });
  switch (result.outcome) {
    case "moved":
      return back("yes");
    case "stale":
    case "no_price":
      return back(result.outcome);
    case "missing":
      throw new Response(null, { status: 404 });
    default:
      return assertNever(result);
  }
}

/** A reload after the POST: back to the course. */
export const loader = ({ params }: LoaderFunctionArgs) => redirect(adminPaths.course(params.courseId!), 303);
