import type { SerializeFrom } from "@remix-run/node";
import { Amount } from "#app/components/amount.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { type Column, Table } from "#app/components/table.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { useListKeyWords } from "#app/components/use-list-key-words.ts";
import { useListKeys } from "#app/components/use-list-keys.ts";
import type { RefundToMake } from "#app/features/payments/refunds-to-make.server.ts";
import { gatewayLabels, isGatewayName } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

type Row = RefundToMake | SerializeFrom<RefundToMake>;

/** Refunds to be made, each row one link to its payment. */
export function RefundsTable({ rows }: { rows: readonly Row[] }) {
  const t = useTranslations("dossier.refunds.columns");
  useListKeys({ words: useListKeyWords({}) });
  const columns: ReadonlyArray<Column<Row>> = [
    { key: "student", header: t("student"), primary: true, cell: (row) => <bdi>{row.student}</bdi> },
    {
      key: "amount",
      header: t("amount"),
      align: "end",
      cell: (row) => <Amount money={{ minor: row.amount_minor, currency: row.currency }} />,
    },
    {
      key: "course",
      header: t("course"),
      className: "md:max-w-64",
      cell: (row) => <NameText>{row.course}</NameText>,
    },
    {
      key: "gateway",
      header: t("gateway"),
      cell: (row) => (
        <>
          {isGatewayName(row.gateway) ? gatewayLabels[row.gateway] : row.gateway}{" "}
          {row.reference ? (
            <bdi dir="ltr" className="font-mono text-sm break-all text-ink-muted">
              {row.reference}
            </bdi>
          ) : null}
        </>
      ),
    },
    {
      key: "reason",
      header: t("reason"),
      className: "md:max-w-64",
      cell: (row) => <NameText>{row.reason}</NameText>,
    },
    { key: "by", header: t("by"), cell: (row) => <NameText>{row.created_by_name}</NameText> },
    { key: "since", header: t("since"), align: "end", cell: (row) => <TimeAgo at={row.created_at} /> },
  ];
  return (
    <div className="overflow-x-auto">
      <Table
        caption={t("caption")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        href={(row) => adminPaths.payment(row.payment_id)}
      />
    </div>
  );
}
