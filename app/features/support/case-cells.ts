import type { CaseColumn } from "#app/features/support/case-list.ts";
import type { CaseListRow } from "#app/features/support/list-cases.server.ts";
import { zoneTime } from "#app/lib/zone-time.ts";

/** What a column becomes in a file: states as the database has them, so that a program can read it too. */
export const caseCells = {
  subject: [["caseSubject", (row) => row.subject]],
  student: [["student", (row) => row.student]],
  state: [
    ["status", (row) => row.status],
    ["awaits", (row) => (row.status === "open" ? row.awaits : "")],
  ],
  assignee: [["assignee", (row) => row.assignee ?? ""]],
  origin: [["origin", (row) => row.origin]],
  email: [["email", (row) => row.email]],
  payment: [["payment", (row) => row.payment_id ?? ""]],
  id: [["id", (row) => row.id]],
  resolved: [["resolved", (row, timeZone) => zoneTime(row.resolved_at, timeZone)]],
  opened: [["opened", (row, timeZone) => zoneTime(row.created_at, timeZone)]],
  moved: [["moved", (row, timeZone) => zoneTime(row.updated_at, timeZone)]],
} as const satisfies Record<
  CaseColumn,
  ReadonlyArray<readonly [string, (row: CaseListRow, timeZone: string) => string]>
>;
