import type { PaymentListRow } from "#app/features/payments/list-payments.server.ts";
import type { PaymentColumn } from "#app/features/payments/payment-list.ts";
import { decimalOf } from "#app/lib/money.ts";
import { zoneTime } from "#app/lib/zone-time.ts";

/** What a column becomes in a file: an amount stands beside its currency. Header names are of the catalogue `files`. */
export const paymentCells = {
  status: [["status", (row) => row.status]],
  amount: [
    ["amount", (row) => decimalOf({ minor: row.amount_minor, currency: row.currency })],
    ["currency", (row) => row.currency],
  ],
  student: [["student", (row) => row.student]],
  course: [["course", (row) => row.course]],
  gateway: [["gateway", (row) => row.gateway]],
  captured: [
    ["captured", (row) => decimalOf({ minor: row.captured_minor, currency: row.currency })],
    ["currency", (row) => row.currency],
  ],
  refunded: [["refunded", (row) => decimalOf({ minor: row.refunded_minor, currency: row.currency })]],
  email: [["email", (row) => row.email]],
  reference: [["reference", (row) => row.reference ?? ""]],
  id: [["id", (row) => row.id]],
  paid: [["paid", (row, timeZone) => zoneTime(row.completed_at, timeZone)]],
  updated: [["updated", (row, timeZone) => zoneTime(row.updated_at, timeZone)]],
  started: [["started", (row, timeZone) => zoneTime(row.created_at, timeZone)]],
} as const satisfies Record<
  PaymentColumn,
  ReadonlyArray<readonly [string, (row: PaymentListRow, timeZone: string) => string]>
>;
