import { Amount } from "#app/components/amount.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import type { RefundColumn } from "#app/features/payments/refund-list.ts";
import type { RefundListRow } from "#app/features/payments/refunds-to-make.server.ts";
import type { Cell } from "#app/features/views/list-frame.tsx";
import { gatewayLabels } from "#app/gateways/gateway.ts";

/** Takes what the others leave, and no less than this where many are chosen. */
const name = "md:w-1/3 md:max-w-0 md:min-w-32";
const code = "md:max-w-48 md:max-xl:order-2";

/** How each column of the refunds to be made is drawn. */
export const refundTableCells: Record<RefundColumn, Cell<RefundListRow>> = {
  student: { className: name, cell: (row) => <NameText>{row.student}</NameText> },
  amount: {
    card: "end",
    align: "digits",
    className: "md:max-xl:order-1",
    cell: (row) => <Amount money={{ minor: row.amount_minor, currency: row.currency }} />,
  },
  course: { card: "text", className: name, cell: (row) => <NameText>{row.course}</NameText> },
  gateway: { card: "line", className: "md:max-xl:order-2", cell: (row) => gatewayLabels[row.gateway] },
  reference: {
    card: "line",
    className: code,
    cell: (row) =>
      row.reference ? (
        <bdi dir="ltr" className="font-mono text-sm max-md:break-all md:whitespace-nowrap">
          {row.reference}
        </bdi>
      ) : null,
  },
  // Whole: whoever makes the refund reads here what the student was told.
  reason: {
    card: "words",
    className: "xl:min-w-64",
    cell: (row) => (row.reason ? <bdi className="text-match-parent">{row.reason}</bdi> : null),
  },
  by: {
    className: "md:max-w-32 md:max-xl:order-2",
    cell: (row) => <NameText>{row.created_by_name}</NameText>,
  },
  email: { className: code, cell: (row) => <NameText>{row.email}</NameText> },
  payment: { className: code, cell: (row) => <NameText>{row.payment_id}</NameText> },
  id: { className: code, cell: (row) => <NameText>{row.id}</NameText> },
  since: {
    card: "line",
    align: "end",
    sort: "since",
    className: "md:max-xl:order-1",
    cell: (row) => <TimeAgo at={row.created_at} />,
  },
};
