import type { EnrollmentColumn } from "#app/features/enrollments/enrollment-list.ts";
import type { EnrollmentListRow } from "#app/features/enrollments/list-enrollments.server.ts";
import { decimalOf } from "#app/lib/money.ts";
import { zoneTime } from "#app/lib/zone-time.ts";

/** What a column becomes in a file. What is decided on the page is none of it. */
export const enrollmentFileCells = {
  student: [["student", (row) => row.student]],
  course: [["course", (row) => row.course]],
  status: [["status", (row) => row.status]],
  payment: [
    ["payment", (row) => row.payment_id ?? ""],
    [
      "captured",
      (row) =>
        row.captured_minor !== null && row.currency
          ? decimalOf({ minor: row.captured_minor, currency: row.currency })
          : "",
    ],
    ["currency", (row) => row.currency ?? ""],
  ],
  seats: [["seatsLeft", (row) => (row.capacity === null ? "" : String(row.capacity - row.enrolled_count))]],
  earlier: [
    ["earlier", (row) => String(row.earlier)],
    ["refused", (row) => String(row.refused)],
  ],
  since: [["waitingSince", (row, timeZone) => zoneTime(row.waiting_since, timeZone)]],
  started: [["began", (row, timeZone) => zoneTime(row.created_at, timeZone)]],
  email: [["email", (row) => row.email]],
  id: [["id", (row) => row.id]],
  decision: [],
} as const satisfies Record<
  EnrollmentColumn,
  ReadonlyArray<readonly [string, (row: EnrollmentListRow, timeZone: string) => string]>
>;
