import { Amount } from "#app/components/amount.tsx";
import { type Column, Table } from "#app/components/table.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { paths } from "#app/paths.ts";
import type { MyPayment } from "#app/routes/_site.payments._index/queries.server.ts";

const columns: Column<MyPayment>[] = [
  {
    key: "course",
    header: "Course",
    cell: (row) => <bdi>{row.courseTitle}</bdi>,
    primary: true,
    className: "md:max-w-md",
  },
  { key: "status", header: "Status", cell: (row) => <PaymentStatusBadge status={row.status} /> },
  { key: "gateway", header: "Paid with", cell: (row) => gatewayLabels[row.gateway] },
  { key: "when", header: "Begun", cell: (row) => <TimeAgo at={row.createdAt} /> },
  { key: "amount", header: "Amount", cell: (row) => <Amount money={row.amount} />, align: "end" },
];

export function PaymentsTable({ payments }: { payments: readonly MyPayment[] }) {
  return (
    <Table
      caption="Your payments, newest first"
      columns={columns}
      rows={payments}
      rowKey={(row) => row.id}
      href={(row) => paths.payment(row.id)}
    />
  );
}
