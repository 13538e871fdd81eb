import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { exportFile } from "#app/features/exports/export-file.server.ts";
import { readPeople } from "#app/features/people/list-people.server.ts";
import { peopleCells } from "#app/features/people/people-cells.ts";
import { peopleList } from "#app/features/people/people-list.ts";
import { csvResponse } from "#app/http/csv-response.server.ts";
import { db } from "#app/lib/db.server.ts";
import { env } from "#app/lib/env.server.ts";
import { readList } from "#app/lib/list.ts";

export const handle: RouteHandle = { access: { read: "user:export" } };

/** The people of the list as it is asked for, every one of them, as a CSV file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await requireStaff(request, "user:export");
  const asked = readList(peopleList, new URL(request.url).searchParams);
  const timeZone = env().SCHOOL_TIME_ZONE;
  const batches = readPeople(db(), asked, timeZone);
  return csvResponse(
    "people",
    exportFile(db(), { staff, list: peopleList, asked, cells: peopleCells, batches, timeZone }),
  );
}
