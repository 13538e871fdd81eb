import { NameText } from "#app/components/name-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { useActionWords } from "#app/features/audit/action-words.ts";
import { AuditDiff } from "#app/features/audit/audit-diff.tsx";
import type { AuditColumn } from "#app/features/audit/audit-list.ts";
import type { AuditRow } from "#app/features/audit/list-audit.server.ts";
import { useRecordWords } from "#app/features/audit/use-record-words.ts";
import type { Cell } from "#app/features/views/list-frame.tsx";
import { gatewayLabels, isGatewayName } from "#app/gateways/gateway.ts";
import { ActorType } from "./actor-type.tsx";
import { SubjectCell } from "./subject-cell.tsx";

/** How each column of the audit log is drawn. */
export const auditTableCells: Record<AuditColumn, Cell<AuditRow>> = {
  action: { className: "align-top", cell: (row) => <Action code={row.action} /> },
  subject: {
    card: "text",
    className: "align-top md:max-w-40 lg:max-w-48",
    cell: (row) => <SubjectCell row={row} />,
  },
  change: {
    card: "text",
    className: "align-top lg:max-w-96",
    cell: (row) => <AuditDiff entry={row} />,
  },
  actor: {
    card: "line",
    className: "align-top md:max-w-40",
    cell: (row) => (
      <span className="block min-w-0">
        {row.actor_id ? <NameText>{row.actor_name ?? nameOf(row.actor_id)}</NameText> : null}
        <ActorType type={row.actor_type} />
      </span>
    ),
  },
  reason: {
    className: "align-top md:max-w-64",
    cell: (row) => (row.reason ? <Reason text={row.reason} /> : null),
  },
  request: { className: "align-top md:max-w-40", cell: (row) => <NameText>{row.request_id}</NameText> },
  at: {
    card: "end",
    align: "end",
    sort: "at",
    className: "align-top",
    cell: (row) => <TimeAgo at={row.at} />,
  },
};

/** What was done, in words; its code, as filters and files have it, on hover. */
function Action({ code }: { code: string }) {
  const say = useActionWords();
  return (
    <span className="font-medium" title={code}>
      {say(code)}
    </span>
  );
}

/** What a person wrote as it is; what Bursar wrote in the reader's language. */
function Reason({ text }: { text: string }) {
  const say = useRecordWords();
  return <bdi>{say(text)}</bdi>;
}

const nameOf = (actorId: string | null) => (isGatewayName(actorId) ? gatewayLabels[actorId] : actorId);
