import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { exportList } from "#app/features/exports/export-list.server.ts";
import { readPeople } from "#app/features/people/list-people.server.ts";
import { peopleCells } from "#app/features/people/people-cells.ts";
import { peopleList } from "#app/features/people/people-list.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";

export const handle: RouteHandle = { access: { read: "user:export" } };

/** The people of the list as it is asked for, every one of them, as a CSV file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "user:export");
  return csvResponse(
    await exportList(db(), staff, request, {
      list: peopleList,
      read: readPeople,
      cells: peopleCells,
      name: "people",
    }),
  );
}
