import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { exportList } from "#app/features/exports/export-list.server.ts";
import { deliveryCells } from "#app/features/webhooks/delivery-cells.ts";
import { deliveryList } from "#app/features/webhooks/delivery-list.ts";
import { readDeliveries } from "#app/features/webhooks/list-deliveries.server.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";

export const handle: RouteHandle = { access: { read: "payment:export" } };

/** The deliveries of the list as it is asked for, every one of them, as a CSV file. What they say of money, finance may take. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "payment:export");
  return csvResponse(
    await exportList(db(), staff, request, {
      list: deliveryList,
      read: readDeliveries,
      cells: deliveryCells,
    }),
  );
}
