import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { auditCells } from "#app/features/audit/audit-cells.ts";
import { auditList } from "#app/features/audit/audit-list.ts";
import { readAudit } from "#app/features/audit/list-audit.server.ts";
import { exportList } from "#app/features/exports/export-list.server.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";

export const handle: RouteHandle = { access: { read: "audit:export" } };

/** The audit log as it is asked for, every entry of it, as a CSV file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "audit:export");
  return csvResponse(
    await exportList(db(), staff, request, { list: auditList, read: readAudit, cells: auditCells }),
  );
}
