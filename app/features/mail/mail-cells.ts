import type { MailColumn } from "#app/features/mail/mail-list.ts";
import type { ListedMail } from "#app/features/mail/read-mails.server.ts";
import { zoneTime } from "#app/lib/zone-time.ts";

/** What a column becomes in a file: states and kinds as the database has them. Never an address or a link. */
export const mailCells = {
  subject: [["mail", (row) => row.subject ?? ""]],
  state: [["status", (row) => row.state]],
  to: [["name", (row) => row.name]],
  about: [["kind", (row) => row.kind]],
  tries: [["attempts", (row) => String(row.attempts)]],
  problem: [["problem", (row) => row.last_error ?? ""]],
  by: [["askedBy", (row) => row.requested_by_name ?? ""]],
  payment: [["payment", (row) => row.payment_id ?? ""]],
  id: [["id", (row) => row.id]],
  sent: [["sent", (row, timeZone) => zoneTime(row.sent_at, timeZone)]],
  asked: [["asked", (row, timeZone) => zoneTime(row.created_at, timeZone)]],
} as const satisfies Record<
  MailColumn,
  ReadonlyArray<readonly [string, (row: ListedMail, timeZone: string) => string]>
>;
