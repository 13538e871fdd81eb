import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { exportFile } from "#app/features/exports/export-file.server.ts";
import { caseCells } from "#app/features/support/case-cells.ts";
import { caseList } from "#app/features/support/case-list.ts";
import { readCases } from "#app/features/support/list-cases.server.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { readList } from "#app/lib/list.ts";

export const handle: RouteHandle = { access: { read: "case:export" } };

/** The cases of the list as it is asked for, every one of them, as a CSV file. What was written in them stays here. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "case:export");
  const asked = readList(caseList, new URL(request.url).searchParams);
  const timeZone = env().SCHOOL_TIME_ZONE;
  const batches = readCases(db(), asked, { staffId: staff.id, timeZone });
  return csvResponse(
    "cases",
    exportFile(db(), { staff, list: caseList, asked, cells: caseCells, batches, timeZone }),
  );
}
