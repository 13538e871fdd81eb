import { Link } from "@remix-run/react";
import { ChangedMark } from "#app/components/changed-mark.tsx";
import { type Column, Table } from "#app/components/table.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import {
  deliveryKindLabels,
  deliveryOutcomeLabels,
  verdictLabels,
} from "#app/features/webhooks/delivery-labels.ts";
import { DeliveryStatusBadge } from "#app/features/webhooks/delivery-status-badge.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { adminPaths } from "#app/paths.ts";
import type { DeliveryListRow } from "./queries.server.ts";

const columns: ReadonlyArray<Column<DeliveryListRow>> = [
  {
    key: "delivery",
    header: "Delivery",
    primary: true,
    cell: (row) => (
      <>
        {gatewayLabels[row.gateway]} · {deliveryKindLabels[row.kind] ?? row.kind}
      </>
    ),
  },
  {
    key: "status",
    header: "Status",
    cell: (row) => (
      <ChangedMark value={row.status}>
        <DeliveryStatusBadge status={row.status} />
      </ChangedMark>
    ),
  },
  {
    key: "outcome",
    header: "Outcome",
    cell: (row) => outcomeOf(row),
  },
  {
    key: "about",
    header: "About",
    cell: (row) =>
      row.payment_id ? (
        <Link to={adminPaths.payment(row.payment_id)} className="link">
          Payment
        </Link>
      ) : (
        <span className="block max-w-72 text-ink-muted lg:truncate" title={aside(row)}>
          {aside(row)}
        </span>
      ),
  },
  {
    key: "counts",
    header: "Seen / tries",
    align: "end",
    cell: (row) => `${row.seen_count} / ${row.attempts}`,
  },
  { key: "received", header: "Received", align: "end", cell: (row) => <TimeAgo at={row.received_at} /> },
];

function outcomeOf(row: DeliveryListRow): string {
  if (row.outcome) return deliveryOutcomeLabels[row.outcome];
  return row.verdict === "accepted" ? "None yet" : verdictLabels[row.verdict];
}

const aside = (row: DeliveryListRow) => row.note ?? row.last_error ?? "No payment";

/** Deliveries, each row one link to its detail. */
export function DeliveriesTable({ rows }: { rows: readonly DeliveryListRow[] }) {
  return (
    // Beside the narrow rail there is no room for what it is about.
    <div className="overflow-x-auto md:max-lg:[&_:is(th,td):nth-child(4)]:hidden">
      <Table
        caption="Deliveries, newest first"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        href={(row) => adminPaths.webhook(row.id)}
      />
    </div>
  );
}
