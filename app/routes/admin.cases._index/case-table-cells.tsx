import { ChangedMark } from "#app/components/changed-mark.tsx";
import { NameText } from "#app/components/name-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import type { CaseColumn } from "#app/features/support/case-list.ts";
import { CaseStateBadge } from "#app/features/support/case-state-badge.tsx";
import type { CaseListRow } from "#app/features/support/list-cases.server.ts";
import type { Cell } from "#app/features/views/list-frame.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** How each column of the cases is drawn. */
export const caseTableCells: Record<CaseColumn, Cell<CaseListRow>> = {
  subject: {
    className: "md:w-1/2 md:max-w-0 md:min-w-40",
    cell: (row) => <NameText>{row.subject}</NameText>,
  },
  student: {
    card: "text",
    className: "md:w-1/4 md:max-w-0 md:min-w-28",
    cell: (row) => <NameText>{row.student}</NameText>,
  },
  state: {
    card: "line",
    cell: (row) => (
      <ChangedMark value={`${row.status}${row.awaits}`}>
        <CaseStateBadge state={row.status === "resolved" ? "resolved" : row.awaits} />
      </ChangedMark>
    ),
  },
  assignee: {
    card: "named",
    className: "md:max-w-28 lg:max-w-40",
    cell: (row) => <Assignee name={row.assignee} />,
  },
  origin: { cell: (row) => <Origin origin={row.origin} /> },
  email: { className: "md:max-w-32 lg:max-w-56", cell: (row) => <NameText>{row.email}</NameText> },
  payment: { className: "md:max-w-48", cell: (row) => <NameText>{row.payment_id}</NameText> },
  id: { className: "md:max-w-48", cell: (row) => <NameText>{row.id}</NameText> },
  resolved: { align: "end", cell: (row) => (row.resolved_at ? <TimeAgo at={row.resolved_at} /> : null) },
  opened: { align: "end", sort: "opened", cell: (row) => <TimeAgo at={row.created_at} /> },
  moved: { card: "end", align: "end", sort: "moved", cell: (row) => <TimeAgo at={row.updated_at} /> },
};

function Assignee({ name }: { name: string | null }) {
  const t = useTranslations("cases.page");
  return name ? <NameText>{name}</NameText> : <span className="text-ink-muted">{t("nobody")}</span>;
}

function Origin({ origin }: { origin: "student" | "staff" }) {
  const t = useTranslations("cases.list.origin");
  return t(origin);
}
