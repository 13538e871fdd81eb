import { Link } from "@remix-run/react";
import { ChangedMark } from "#app/components/changed-mark.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import type { Cell } from "#app/features/views/list-frame.tsx";
import {
  deliveryKindLabels,
  deliveryOutcomeLabels,
  verdictLabels,
} from "#app/features/webhooks/delivery-labels.ts";
import type { DeliveryColumn } from "#app/features/webhooks/delivery-list.ts";
import { DeliveryStatusBadge } from "#app/features/webhooks/delivery-status-badge.tsx";
import type { DeliveryListRow } from "#app/features/webhooks/list-deliveries.server.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { adminPaths } from "#app/paths.ts";

/** How each column of the deliveries is drawn. */
export const deliveryTableCells: Record<DeliveryColumn, Cell<DeliveryListRow>> = {
  delivery: {
    cell: (row) => (
      <>
        {gatewayLabels[row.gateway]} · {deliveryKindLabels[row.kind] ?? row.kind}
      </>
    ),
  },
  status: {
    cell: (row) => (
      <ChangedMark value={row.status}>
        <DeliveryStatusBadge status={row.status} />
      </ChangedMark>
    ),
  },
  outcome: { cell: outcomeOf },
  about: {
    // Beside the narrow rail there is no room for it.
    className: "md:max-lg:hidden",
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
  counts: { align: "end", cell: (row) => `${row.seen_count} / ${row.attempts}` },
  verdict: { cell: (row) => verdictLabels[row.verdict] },
  transaction: { cell: (row) => <NameText>{row.transaction_ref}</NameText> },
  id: { className: "md:max-w-48", cell: (row) => <NameText>{row.id}</NameText> },
  processed: {
    align: "end",
    cell: (row) => (row.processed_at ? <TimeAgo at={row.processed_at} /> : null),
  },
  received: { align: "end", sort: "received", cell: (row) => <TimeAgo at={row.received_at} /> },
};

function outcomeOf(row: DeliveryListRow): string {
  if (row.outcome) return deliveryOutcomeLabels[row.outcome];
  return row.verdict === "accepted" ? "None yet" : verdictLabels[row.verdict];
}

const aside = (row: DeliveryListRow) => row.note ?? row.last_error ?? "No payment";
