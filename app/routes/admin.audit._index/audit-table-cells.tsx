import { Link } from "@remix-run/react";
import { NameText } from "#app/components/name-text.tsx";
import { TimeAgo } from "#app/components/time-ago.tsx";
import { useActionWords } from "#app/features/audit/action-words.ts";
import { AuditDiff } from "#app/features/audit/audit-diff.tsx";
import type { AuditColumn } from "#app/features/audit/audit-list.ts";
import type { AuditRow } from "#app/features/audit/list-audit.server.ts";
import type { Cell } from "#app/features/views/list-frame.tsx";
import { gatewayLabels, isGatewayName } from "#app/gateways/gateway.ts";
import { adminPaths } from "#app/paths.ts";
import { ActorType } from "./actor-type.tsx";

/** How each column of the audit log is drawn. */
export const auditTableCells: Record<AuditColumn, Cell<AuditRow>> = {
  action: { className: "align-top", cell: (row) => <Action code={row.action} /> },
  subject: {
    className: "align-top md:max-w-48",
    cell: (row) => {
      const to = subjectPaths[row.subject_type]?.(row.subject_id);
      return (
        <span className="block md:truncate" title={row.subject_id}>
          {to ? (
            <Link to={to} className="link">
              <bdi>{row.subject_id}</bdi>
            </Link>
          ) : (
            <bdi>{row.subject_id}</bdi>
          )}
        </span>
      );
    },
  },
  change: {
    className: "align-top lg:max-w-96",
    cell: (row) => <AuditDiff before={row.before} after={row.after} />,
  },
  actor: {
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
    cell: (row) => (row.reason ? <bdi>{row.reason}</bdi> : null),
  },
  request: { className: "align-top md:max-w-40", cell: (row) => <NameText>{row.request_id}</NameText> },
  at: { align: "end", sort: "at", className: "align-top", cell: (row) => <TimeAgo at={row.at} /> },
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

const nameOf = (actorId: string | null) => (isGatewayName(actorId) ? gatewayLabels[actorId] : actorId);

/** Where what an entry is about can be seen. */
const subjectPaths: Record<string, (id: string) => string> = {
  payment: adminPaths.payment,
  enrollment: adminPaths.enrollment,
  user: adminPaths.user,
  course: adminPaths.course,
  delivery: adminPaths.webhook,
  exception: adminPaths.exception,
  case: adminPaths.case,
  mail: adminPaths.mail,
  bulk_job: adminPaths.operation,
  refund_draft: () => adminPaths.refundsToMake(),
};
