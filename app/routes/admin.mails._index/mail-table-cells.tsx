import { Link } from "@remix-run/react";
import { ChangedMark } from "#app/components/changed-mark.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { useRecordWords } from "#app/features/audit/use-record-words.ts";
import type { MailColumn } from "#app/features/mail/mail-list.ts";
import { MailStateBadge } from "#app/features/mail/mail-state-badge.tsx";
import type { ListedMail } from "#app/features/mail/read-mails.server.ts";
import type { Cell } from "#app/features/views/list-frame.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";
import { adminPaths } from "#app/paths.ts";

const code = "md:max-w-48";

/** How each column of the mails is drawn. */
export const mailTableCells: Record<MailColumn, Cell<ListedMail>> = {
  subject: { className: "md:max-w-64 lg:max-w-96", cell: (row) => <Subject row={row} /> },
  state: {
    card: "line",
    cell: (row) => (
      <ChangedMark value={row.state}>
        <MailStateBadge state={row.state} />
      </ChangedMark>
    ),
  },
  to: { card: "text", className: "md:max-w-32 lg:max-w-56", cell: (row) => <NameText>{row.name}</NameText> },
  about: { card: "line", cell: (row) => <About row={row} /> },
  tries: { align: "digits", cell: (row) => row.attempts },
  problem: { className: "md:max-w-56", cell: (row) => <Problem row={row} /> },
  by: { className: "md:max-w-32", cell: (row) => <NameText>{row.requested_by_name}</NameText> },
  payment: { className: code, cell: (row) => <NameText>{row.payment_id}</NameText> },
  id: { className: code, cell: (row) => <NameText>{row.id}</NameText> },
  sent: { align: "end", cell: (row) => (row.sent_at ? <TimeAgo at={row.sent_at} /> : null) },
  asked: { card: "line", align: "end", sort: "asked", cell: (row) => <TimeAgo at={row.created_at} /> },
};

/** Not written yet: by what it will be about. */
function Subject({ row }: { row: ListedMail }) {
  const t = useTranslations("mail.kinds");
  return <NameText>{row.subject ?? t(row.kind)}</NameText>;
}

function Problem({ row }: { row: ListedMail }) {
  const record = useRecordWords();
  return <NameText>{row.last_error === null ? null : record(row.last_error)}</NameText>;
}

function About({ row }: { row: ListedMail }) {
  const t = useTranslations("mail");
  if (!row.payment_id) return <span className="text-ink-muted">{t(`kinds.${row.kind}`)}</span>;
  return (
    <Link to={adminPaths.payment(row.payment_id)} className="link">
      {t("list.payment")}
    </Link>
  );
}
