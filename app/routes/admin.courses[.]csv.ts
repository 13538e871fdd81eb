import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { courseCells } from "#app/features/courses/course-cells.ts";
import { readOfficeCourses } from "#app/features/courses/list-office-courses.server.ts";
import { courseList } from "#app/features/courses/office-list.ts";
import { exportList } from "#app/features/exports/export-list.server.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";

export const handle: RouteHandle = { access: { read: "course:export" } };

/** The courses of the list as it is asked for, every one of them, as a CSV file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "course:export");
  return csvResponse(
    await exportList(db(), staff, request, { list: courseList, read: readOfficeCourses, cells: courseCells }),
  );
}
