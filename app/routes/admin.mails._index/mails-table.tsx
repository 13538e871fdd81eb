import type { SerializeFrom } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { ChangedMark } from "#app/components/changed-mark.tsx";
import { type Column, Table } from "#app/components/table.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import type { ListedMail } from "#app/features/mail/list-mails.server.ts";
import { MailStateBadge } from "#app/features/mail/mail-state-badge.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

type Row = ListedMail | SerializeFrom<ListedMail>;

/** Mails, each row one link to its text and its fate. */
export function MailsTable({ rows }: { rows: readonly Row[] }) {
  const t = useTranslations("mail");
  const columns: ReadonlyArray<Column<Row>> = [
    {
      key: "subject",
      header: t("list.columns.subject"),
      primary: true,
      cell: (row) => (
        <span dir="auto" className="block max-w-96 lg:truncate">
          {row.subject ?? t(`kinds.${row.kind}`)}
        </span>
      ),
    },
    {
      key: "state",
      header: t("list.columns.state"),
      cell: (row) => (
        <ChangedMark value={row.state}>
          <MailStateBadge state={row.state} />
        </ChangedMark>
      ),
    },
    { key: "to", header: t("list.columns.to"), cell: (row) => <bdi>{row.name}</bdi> },
    {
      key: "about",
      header: t("list.columns.about"),
      cell: (row) =>
        row.payment_id ? (
          <Link to={adminPaths.payment(row.payment_id)} className="link">
            {t("list.payment")}
          </Link>
        ) : (
          <span className="text-ink-muted">{t(`kinds.${row.kind}`)}</span>
        ),
    },
    {
      key: "asked",
      header: t("list.columns.asked"),
      align: "end",
      cell: (row) => <TimeAgo at={row.created_at} />,
    },
  ];
  return (
    <div className="overflow-x-auto">
      <Table
        caption={t("list.caption")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        href={(row) => adminPaths.mail(row.id)}
      />
    </div>
  );
}
