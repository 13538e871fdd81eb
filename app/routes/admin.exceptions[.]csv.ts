import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { exceptionFileCells } from "#app/features/exceptions/exception-file-cells.ts";
import { exceptionList } from "#app/features/exceptions/exception-list.ts";
import { readExceptions } from "#app/features/exceptions/list-exceptions.server.ts";
import { exportList } from "#app/features/exports/export-list.server.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";

export const handle: RouteHandle = { access: { read: "payment:export" } };

/** The exceptions of the list as it is asked for, every one of them, as a CSV file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "payment:export");
  return csvResponse(
    await exportList(db(), staff, request, {
      list: exceptionList,
      read: readExceptions,
      cells: exceptionFileCells,
    }),
  );
}
