import type { DeliveryColumn } from "#app/features/webhooks/delivery-list.ts";
import type { DeliveryListRow } from "#app/features/webhooks/list-deliveries.server.ts";
import { zoneTime } from "#app/lib/zone-time.ts";

/** What each column of the deliveries becomes in a file. */
export const deliveryCells = {
  delivery: [
    ["gateway", (row) => row.gateway],
    ["kind", (row) => row.kind],
  ],
  status: [["status", (row) => row.status]],
  outcome: [["outcome", (row) => row.outcome ?? ""]],
  about: [
    ["payment", (row) => row.payment_id ?? ""],
    ["note", (row) => row.note ?? row.last_error ?? ""],
  ],
  counts: [
    ["seen", (row) => String(row.seen_count)],
    ["attempts", (row) => String(row.attempts)],
  ],
  verdict: [["verdict", (row) => row.verdict]],
  transaction: [["transaction", (row) => row.transaction_ref ?? ""]],
  id: [["id", (row) => row.id]],
  processed: [["processed", (row, timeZone) => zoneTime(row.processed_at, timeZone)]],
  received: [["received", (row, timeZone) => zoneTime(row.received_at, timeZone)]],
} as const satisfies Record<
  DeliveryColumn,
  ReadonlyArray<readonly [string, (row: DeliveryListRow, timeZone: string) => string]>
>;
