import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { enrollmentFileCells } from "#app/features/enrollments/enrollment-file-cells.ts";
import { enrollmentList } from "#app/features/enrollments/enrollment-list.ts";
import { readEnrollments } from "#app/features/enrollments/list-enrollments.server.ts";
import { exportList } from "#app/features/exports/export-list.server.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";

export const handle: RouteHandle = { access: { read: "enrollment:export" } };

/** The enrollments of the list as it is asked for, every one of them, as a CSV file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "enrollment:export");
  return csvResponse(
    await exportList(db(), staff, request, {
      list: enrollmentList,
      read: readEnrollments,
      cells: enrollmentFileCells,
    }),
  );
}
