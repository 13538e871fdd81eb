import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { exportList } from "#app/features/exports/export-list.server.ts";
import { caseCells } from "#app/features/support/case-cells.ts";
import { caseList } from "#app/features/support/case-list.ts";
import { readCases } from "#app/features/support/list-cases.server.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";

export const handle: RouteHandle = { access: { read: "case:export" } };

/** The cases of the list as it is asked for, every one of them, as a CSV file. What was written in them stays here. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "case:export");
  return csvResponse(
    await exportList(db(), staff, request, {
      list: caseList,
      read: (from, asked, timeZone) => readCases(from, asked, { staffId: staff.id, timeZone }),
      cells: caseCells,
    }),
  );
}
