import { Amount } from "#app/components/amount.tsx";
import { ChangedMark } from "#app/components/changed-mark.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import type { PaymentListRow } from "#app/features/payments/list-payments.server.ts";
import type { PaymentColumn } from "#app/features/payments/payment-list.ts";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import type { Cell } from "#app/features/views/list-frame.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";

/** Takes what the others leave, and no less than this where many are chosen. */
const name = "md:w-1/3 md:max-w-0 md:min-w-28";
const code = "md:max-w-48";

/** How each column of the payments is drawn. */
export const paymentTableCells: Record<PaymentColumn, Cell<PaymentListRow>> = {
  status: {
    card: "line",
    className: "md:w-36",
    cell: (row) => (
      <ChangedMark value={row.status}>
        <PaymentStatusBadge status={row.status} />
      </ChangedMark>
    ),
  },
  amount: {
    card: "end",
    align: "digits",
    sort: "amount",
    cell: (row) => <Amount money={{ minor: row.amount_minor, currency: row.currency }} />,
  },
  student: { className: name, cell: (row) => <NameText>{row.student}</NameText> },
  course: { card: "text", className: name, cell: (row) => <NameText>{row.course}</NameText> },
  // Beside the narrow rail there is no room for it.
  gateway: { card: "line", className: "md:max-lg:hidden", cell: (row) => gatewayLabels[row.gateway] },
  captured: { align: "digits", cell: (row) => some(row.captured_minor, row.currency) },
  refunded: { align: "digits", cell: (row) => some(row.refunded_minor, row.currency) },
  email: { className: name, cell: (row) => <NameText>{row.email}</NameText> },
  reference: { className: code, cell: (row) => <NameText>{row.reference}</NameText> },
  id: { className: code, cell: (row) => <NameText>{row.id}</NameText> },
  paid: { align: "end", cell: (row) => (row.completed_at ? <TimeAgo at={row.completed_at} /> : null) },
  updated: { align: "end", sort: "updated", cell: (row) => <TimeAgo at={row.updated_at} /> },
  started: { card: "line", align: "end", sort: "started", cell: (row) => <TimeAgo at={row.created_at} /> },
};

const some = (minor: number, currency: string) => (minor > 0 ? <Amount money={{ minor, currency }} /> : null);
