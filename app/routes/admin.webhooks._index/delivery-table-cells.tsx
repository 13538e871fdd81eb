import { Link } from "@remix-run/react";
import { ChangedMark } from "#app/components/changed-mark.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { useRecordWords } from "#app/features/audit/use-record-words.ts";
import type { Cell } from "#app/features/views/list-frame.tsx";
import { deliveryKind, deliveryState } from "#app/features/webhooks/delivery-labels.ts";
import type { DeliveryColumn } from "#app/features/webhooks/delivery-list.ts";
import { DeliveryStatusBadge } from "#app/features/webhooks/delivery-status-badge.tsx";
import type { DeliveryListRow } from "#app/features/webhooks/list-deliveries.server.ts";
import { gatewayLabels } from "#app/gateways/gateway.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

/** How each column of the deliveries is drawn. */
export const deliveryTableCells: Record<DeliveryColumn, Cell<DeliveryListRow>> = {
  delivery: { cell: (row) => <Name row={row} /> },
  status: {
    card: "end",
    cell: (row) => (
      <ChangedMark value={deliveryState(row)}>
        <DeliveryStatusBadge status={deliveryState(row)} />
      </ChangedMark>
    ),
  },
  outcome: { card: "text", cell: (row) => <Outcome row={row} /> },
  about: {
    card: "line",
    // Beside the narrow rail there is no room for it.
    className: "md:max-lg:hidden",
    cell: (row) => <About row={row} />,
  },
  counts: { card: "named", align: "digits", cell: (row) => `${row.seen_count} / ${row.attempts}` },
  verdict: { cell: (row) => <Verdict row={row} /> },
  transaction: { cell: (row) => <NameText>{row.transaction_ref}</NameText> },
  id: { className: "md:max-w-48", cell: (row) => <NameText>{row.id}</NameText> },
  processed: {
    align: "end",
    cell: (row) => (row.processed_at ? <TimeAgo at={row.processed_at} /> : null),
  },
  received: { card: "line", align: "end", sort: "received", cell: (row) => <TimeAgo at={row.received_at} /> },
};

interface OfRow {
  row: DeliveryListRow;
}

function Name({ row }: OfRow) {
  const t = useTranslations("webhooks");
  return (
    <>
      {gatewayLabels[row.gateway]} · {deliveryKind(row.kind, t)}
    </>
  );
}

function Outcome({ row }: OfRow) {
  const t = useTranslations("webhooks");
  if (row.outcome) return t(`outcomes.${row.outcome}`);
  return row.verdict === "accepted" ? t("noOutcome") : t(`verdicts.${row.verdict}`);
}

function Verdict({ row }: OfRow) {
  return useTranslations("webhooks.verdicts")(row.verdict);
}

function About({ row }: OfRow) {
  const t = useTranslations("webhooks");
  const record = useRecordWords();
  if (row.payment_id)
    return (
      <Link to={adminPaths.payment(row.payment_id)} className="link">
        {t("payment")}
      </Link>
    );
  const note = row.note ?? row.last_error;
  const words = note ? record(note) : t("noPayment");
  return (
    <span className="block max-w-72 text-ink-muted lg:max-w-40 lg:truncate xl:max-w-72" title={words}>
      <bdi>{words}</bdi>
    </span>
  );
}
