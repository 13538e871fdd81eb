import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { exportFile } from "#app/features/exports/export-file.server.ts";
import { readPayments } from "#app/features/payments/list-payments.server.ts";
import { paymentCells } from "#app/features/payments/payment-cells.ts";
import { paymentList } from "#app/features/payments/payment-list.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { readList } from "#app/lib/list.ts";

export const handle: RouteHandle = { access: { read: "payment:export" } };

/** The payments of the list as it is asked for, every one of them, as a CSV file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "payment:export");
  const asked = readList(paymentList, new URL(request.url).searchParams);
  const timeZone = env().SCHOOL_TIME_ZONE;
  const batches = readPayments(db(), asked, timeZone);
  return csvResponse(
    "payments",
    exportFile(db(), { staff, list: paymentList, asked, cells: paymentCells, batches, timeZone }),
  );
}
