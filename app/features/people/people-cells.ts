import type { PeopleListRow } from "#app/features/people/list-people.server.ts";
import type { PeopleColumn } from "#app/features/people/people-list.ts";
import { zoneTime } from "#app/lib/zone-time.ts";

/** What a column becomes in a file. Header names are of the catalogue `files`. */
export const peopleCells = {
  name: [["name", (row) => row.name]],
  email: [["email", (row) => row.email]],
  phone: [["phone", (row) => row.phone ?? ""]],
  role: [["role", (row) => row.role]],
  language: [["language", (row) => row.locale]],
  id: [["id", (row) => row.id]],
  joined: [["joined", (row, timeZone) => zoneTime(row.created_at, timeZone)]],
} as const satisfies Record<
  PeopleColumn,
  ReadonlyArray<readonly [string, (row: PeopleListRow, timeZone: string) => string]>
>;
