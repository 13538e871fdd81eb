import type { ExceptionColumn } from "#app/features/exceptions/exception-list.ts";
import type { ExceptionListRow } from "#app/features/exceptions/list-exceptions.server.ts";
import { decimalOf } from "#app/lib/money.ts";
import { zoneTime } from "#app/lib/zone-time.ts";

/** What a column becomes in a file: statuses and kinds as the database has them, so that a program can read it too. */
export const exceptionFileCells = {
  what: [["student", (row) => row.student ?? ""]],
  amount: [
    [
      "amount",
      (row) =>
        row.amount_minor !== null && row.currency
          ? decimalOf({ minor: row.amount_minor, currency: row.currency })
          : "",
    ],
    ["currency", (row) => row.currency ?? ""],
  ],
  about: [["course", (row) => row.course ?? ""]],
  kind: [["kind", (row) => row.kind]],
  state: [
    ["status", (row) => row.status],
    ["severity", (row) => row.severity],
  ],
  times: [["occurrences", (row) => String(row.occurrences)]],
  email: [["email", (row) => row.email ?? ""]],
  payment: [["payment", (row) => row.payment_id ?? ""]],
  id: [["id", (row) => row.id]],
  seen: [["lastSeen", (row, timeZone) => zoneTime(row.last_seen_at, timeZone)]],
  closed: [["resolved", (row, timeZone) => zoneTime(row.resolved_at, timeZone)]],
  resolution: [["resolution", (row) => row.resolution ?? ""]],
  since: [["since", (row, timeZone) => zoneTime(row.first_seen_at, timeZone)]],
} as const satisfies Record<
  ExceptionColumn,
  ReadonlyArray<readonly [string, (row: ExceptionListRow, timeZone: string) => string]>
>;
