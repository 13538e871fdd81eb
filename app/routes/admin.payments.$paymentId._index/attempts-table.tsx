import { Amount } from "#app/components/amount.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { type Column, Table } from "#app/components/table.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { gatewayLabels, type PaymentMethod } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { Attempt } from "./queries.server.ts";

/** A reference of two lines cannot be read out. */
const whole = "md:[&_bdi]:whitespace-nowrap";
/** Beside the narrow rail there is none for it. */
const noRoom = "md:max-lg:hidden";

/** Each time the student was sent to a gateway, with its references. */
export function AttemptsTable({ attempts }: { attempts: readonly Attempt[] }) {
  const t = useTranslations("dossier.attempts");
  return <Table caption={t("caption")} columns={useColumns()} rows={attempts} rowKey={(row) => row.id} />;
}

function useColumns(): ReadonlyArray<Column<Attempt>> {
  const t = useTranslations("dossier.attempts");
  const methods = useTranslations("payments.method");
  const reference = (value: string | null) => (value ? <Identifier value={value} /> : t("none"));
  const method = (value: PaymentMethod | null) =>
    !value || value === "unknown" ? t("unknownMethod") : methods(value);
  return [
    {
      key: "number",
      header: t("attempt"),
      primary: true,
      className: "md:whitespace-nowrap",
      cell: (row) => (
        <>
          {row.number} · {gatewayLabels[row.gateway]}
        </>
      ),
    },
    {
      key: "status",
      header: t("checkout"),
      cell: (row) => (
        <span>
          {t(row.paid ? "paid" : `status.${row.status}`)}
          {row.error_message ? <bdi className="block text-ink-muted">{row.error_message}</bdi> : null}
        </span>
      ),
    },
    {
      key: "amount",
      header: t("amount"),
      className: noRoom,
      align: "digits",
      cell: (row) => <Amount money={{ minor: row.amount_minor, currency: row.currency }} />,
    },
    { key: "method", header: t("method"), className: noRoom, cell: (row) => method(row.method) },
    { key: "order", header: t("order"), className: whole, cell: (row) => reference(row.gateway_order_ref) },
    {
      key: "transaction",
      header: t("transaction"),
      className: whole,
      cell: (row) => reference(row.gateway_transaction_ref),
    },
    { key: "started", header: t("started"), align: "end", cell: (row) => <TimeAgo at={row.created_at} /> },
  ];
}
