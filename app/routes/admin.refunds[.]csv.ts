import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { exportList } from "#app/features/exports/export-list.server.ts";
import { refundCells } from "#app/features/payments/refund-cells.ts";
import { refundList } from "#app/features/payments/refund-list.ts";
import { readRefunds } from "#app/features/payments/refunds-to-make.server.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";

export const handle: RouteHandle = { access: { read: "payment:export" } };

/** The refunds to be made, those of the list as it is asked for, as a CSV file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "payment:export");
  return csvResponse(
    await exportList(db(), staff, request, { list: refundList, read: readRefunds, cells: refundCells }),
  );
}
