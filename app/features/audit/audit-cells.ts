import type { AuditColumn } from "#app/features/audit/audit-list.ts";
import type { AuditFileRow } from "#app/features/audit/list-audit.server.ts";
import { zoneTime } from "#app/lib/zone-time.ts";

const json = (value: Record<string, unknown> | null) => (value ? JSON.stringify(value) : "");

/** What each column of the audit log becomes in a file. */
export const auditCells = {
  action: [["action", (row) => row.action]],
  subject: [
    ["subjectType", (row) => row.subject_type],
    ["subject", (row) => row.subject_id],
  ],
  change: [
    ["before", (row) => json(row.before)],
    ["after", (row) => json(row.after)],
  ],
  actor: [
    ["actorType", (row) => row.actor_type],
    ["actor", (row) => row.actor_id ?? ""],
  ],
  reason: [["reason", (row) => row.reason ?? ""]],
  request: [
    ["request", (row) => row.request_id ?? ""],
    ["delivery", (row) => row.delivery_id ?? ""],
  ],
  at: [["at", (row, timeZone) => zoneTime(row.at, timeZone)]],
} as const satisfies Record<
  AuditColumn,
  ReadonlyArray<readonly [string, (row: AuditFileRow, timeZone: string) => string]>
>;
