import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { exportList } from "#app/features/exports/export-list.server.ts";
import { mailCells } from "#app/features/mail/mail-cells.ts";
import { mailList } from "#app/features/mail/mail-list.ts";
import { readMails } from "#app/features/mail/read-mails.server.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";

export const handle: RouteHandle = { access: { read: "mail:export" } };

/** The mails of the list as it is asked for, every one of them, as a CSV file: what became of each, not what it says. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "mail:export");
  return csvResponse(
    await exportList(db(), staff, request, { list: mailList, read: readMails, cells: mailCells }),
  );
}
