import type { RefundColumn } from "#app/features/payments/refund-list.ts";
import type { RefundListRow } from "#app/features/payments/refunds-to-make.server.ts";
import { decimalOf } from "#app/lib/money.ts";
import { zoneTime } from "#app/lib/zone-time.ts";

/** What a column becomes in a file: an amount stands beside its currency. Header names are of the catalogue `files`. */
export const refundCells = {
  student: [["student", (row) => row.student]],
  amount: [
    ["amount", (row) => decimalOf({ minor: row.amount_minor, currency: row.currency })],
    ["currency", (row) => row.currency],
  ],
  course: [["course", (row) => row.course]],
  gateway: [["gateway", (row) => row.gateway]],
  reference: [["reference", (row) => row.reference ?? ""]],
  reason: [["reason", (row) => row.reason]],
  by: [["decidedBy", (row) => row.created_by_name ?? ""]],
  email: [["email", (row) => row.email]],
  payment: [["payment", (row) => row.payment_id]],
  id: [["id", (row) => row.id]],
  since: [["since", (row, timeZone) => zoneTime(row.created_at, timeZone)]],
} as const satisfies Record<
  RefundColumn,
  ReadonlyArray<readonly [string, (row: RefundListRow, timeZone: string) => string]>
>;
