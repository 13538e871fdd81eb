import type { OfficeCourseRow } from "#app/features/courses/list-office-courses.server.ts";
import type { CourseColumn } from "#app/features/courses/office-list.ts";
import { decimalOf } from "#app/lib/money.ts";
import { zoneTime } from "#app/lib/zone-time.ts";

/** What a column becomes in a file. Header names are of the catalogue `files`. */
export const courseCells = {
  title: [["course", (row) => row.title]],
  status: [["status", (row) => row.status]],
  starts: [["starts", (row, timeZone) => zoneTime(row.starts_at, timeZone)]],
  seats: [
    ["seatsTaken", (row) => String(row.taken)],
    ["seats", (row) => (row.capacity === null ? "" : String(row.capacity))],
  ],
  waiting: [["waiting", (row) => String(row.waiting)]],
  prices: [
    ["prices", (row) => row.prices.map((price) => `${decimalOf(price)} ${price.currency}`).join("; ")],
  ],
  approval: [["approval", (row) => row.approval_mode]],
  id: [["id", (row) => row.id]],
  made: [["made", (row, timeZone) => zoneTime(row.created_at, timeZone)]],
} as const satisfies Record<
  CourseColumn,
  ReadonlyArray<readonly [string, (row: OfficeCourseRow, timeZone: string) => string]>
>;
