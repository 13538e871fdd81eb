import { Amount } from "#app/components/amount.tsx";
import { ChangedMark } from "#app/components/changed-mark.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { type Column, Table } from "#app/components/table.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { adminPaths } from "#app/paths.ts";
import type { PaymentListRow } from "./queries.server.ts";

const columns: ReadonlyArray<Column<PaymentListRow>> = [
  {
    key: "status",
    header: "Status",
    className: "md:w-36",
    cell: (row) => (
      <ChangedMark value={row.status}>
        <PaymentStatusBadge status={row.status} />
      </ChangedMark>
    ),
  },
  { key: "amount", header: "Amount", align: "end", cell: (row) => <Amount money={row.amount} /> },
  {
    key: "student",
    header: "Student",
    primary: true,
    className: "max-md:order-first md:max-w-32 lg:max-w-56",
    cell: (row) => <NameText>{row.student}</NameText>,
  },
  {
    key: "course",
    header: "Course",
    className: "md:max-w-28 lg:max-w-64",
    cell: (row) => <NameText>{row.course}</NameText>,
  },
  {
    key: "gateway",
    header: "Gateway",
    cell: (row) => gatewayLabels[row.gateway],
  },
  { key: "age", header: "Started", align: "end", cell: (row) => <TimeAgo at={row.createdAt} /> },
];

/** Payments, each row one link to its detail. */
export function PaymentsTable({ rows }: { rows: readonly PaymentListRow[] }) {
  return (
    // On a phone the student names the card; beside the narrow rail there is no room for the gateway.
    <div className="overflow-x-auto max-md:[&_tr]:flex max-md:[&_tr]:flex-col md:max-lg:[&_:is(th,td):nth-child(5)]:hidden">
      <Table
        caption="Payments, newest first"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        href={(row) => adminPaths.payment(row.id)}
      />
    </div>
  );
}
