import { Amount } from "#app/components/amount.tsx";
import { type Column, Table } from "#app/components/table.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { PaymentStatusBadge } from "#app/features/payments/payment-status-badge.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";
import type { MyPayment } from "#app/routes/_site.payments._index/queries.server.ts";

export function PaymentsTable({ payments }: { payments: readonly MyPayment[] }) {
  const t = useTranslations("site.payments");
  const columns: Column<MyPayment>[] = [
    {
      key: "course",
      header: t("column.course"),
      cell: (row) => <bdi>{row.courseTitle}</bdi>,
      primary: true,
      className: "md:max-w-md md:wrap-anywhere",
    },
    {
      key: "status",
      header: t("column.status"),
      card: "line",
      cell: (row) => <PaymentStatusBadge status={row.status} />,
    },
    {
      key: "gateway",
      header: t("column.gateway"),
      card: "line",
      cell: (row) => gatewayLabels[row.gateway],
    },
    {
      key: "when",
      header: t("column.when"),
      card: "line",
      className: "max-md:ms-auto",
      cell: (row) => <TimeAgo at={row.createdAt} />,
    },
    {
      key: "amount",
      header: t("column.amount"),
      card: "end",
      align: "digits",
      cell: (row) => <Amount money={row.amount} />,
    },
  ];
  return (
    <Table
      caption={t("caption")}
      columns={columns}
      rows={payments}
      rowKey={(row) => row.id}
      href={(row) => paths.payment(row.id)}
    />
  );
}
