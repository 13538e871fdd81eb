import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { courseCells } from "#app/features/courses/course-cells.ts";
import { readOfficeCourses } from "#app/features/courses/list-office-courses.server.ts";
import { courseList } from "#app/features/courses/office-list.ts";
import { exportFile } from "#app/features/exports/export-file.server.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { readList } from "#app/lib/list.ts";

export const handle: RouteHandle = { access: { read: "course:export" } };

/** The courses of the list as it is asked for, every one of them, as a CSV file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "course:export");
  const asked = readList(courseList, new URL(request.url).searchParams);
  const timeZone = env().SCHOOL_TIME_ZONE;
  const batches = readOfficeCourses(db(), asked, timeZone);
  return csvResponse(
    "courses",
    exportFile(db(), { staff, list: courseList, asked, cells: courseCells, batches, timeZone }),
  );
}
