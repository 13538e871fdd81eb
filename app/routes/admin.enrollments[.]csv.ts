import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { enrollmentFileCells } from "#app/features/enrollments/enrollment-file-cells.ts";
import { enrollmentList } from "#app/features/enrollments/enrollment-list.ts";
import { readEnrollments } from "#app/features/enrollments/list-enrollments.server.ts";
import { exportFile } from "#app/features/exports/export-file.server.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { readList } from "#app/lib/list.ts";

export const handle: RouteHandle = { access: { read: "enrollment:export" } };

/** The enrollments of the list as it is asked for, every one of them, as a CSV file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "enrollment:export");
  const asked = readList(enrollmentList, new URL(request.url).searchParams);
  const timeZone = env().SCHOOL_TIME_ZONE;
  const batches = readEnrollments(db(), asked, timeZone);
  return csvResponse(
    "enrollments",
    exportFile(db(), { staff, list: enrollmentList, asked, cells: enrollmentFileCells, batches, timeZone }),
  );
}
