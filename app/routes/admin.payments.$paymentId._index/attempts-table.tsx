import { Amount } from "#app/components/amount.tsx";
import { Identifier } from "#app/components/identifier.tsx";
import { type Column, Table } from "#app/components/table.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import type { AttemptStatus } from "#db/schema.ts";
import type { PaymentDetail } from "./queries.server.ts";

type Attempt = PaymentDetail["attempts"][number];

const attemptLabels: Record<AttemptStatus, string> = {
  creating: "Being opened",
  open: "Opened",
  refused: "Refused by the gateway",
  unknown: "No answer: being asked about",
  abandoned: "Not opened",
  superseded: "Replaced: the price changed",
};

const columns: ReadonlyArray<Column<Attempt>> = [
  {
    key: "number",
    header: "Attempt",
    primary: true,
    cell: (row) => (
      <>
        {row.number}. {gatewayLabels[row.gateway]}
      </>
    ),
  },
  {
    key: "status",
    header: "Checkout",
    cell: (row) => (
      <span>
        {attemptLabels[row.status]}
        {row.error_message ? <span className="block text-ink-muted">{row.error_message}</span> : null}
      </span>
    ),
  },
  {
    key: "amount",
    header: "Amount",
    align: "end",
    cell: (row) => <Amount money={{ minor: row.amount_minor, currency: row.currency }} />,
  },
  { key: "method", header: "Method", cell: (row) => row.method ?? "Not known" },
  {
    key: "order",
    header: "Gateway order",
    cell: (row) => (row.gateway_order_ref ? <Identifier value={row.gateway_order_ref} /> : "None"),
  },
  {
    key: "transaction",
    header: "Transaction",
    cell: (row) =>
      row.gateway_transaction_ref ? <Identifier value={row.gateway_transaction_ref} /> : "None",
  },
  { key: "started", header: "Started", align: "end", cell: (row) => <TimeAgo at={row.created_at} /> },
];

/** Each time the student was sent to a gateway, with its references. */
export function AttemptsTable({ attempts }: { attempts: readonly Attempt[] }) {
  return (
    <Table caption="Attempts, newest first" columns={columns} rows={attempts} rowKey={(row) => row.id} />
  );
}
