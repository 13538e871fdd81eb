import type { Change } from "#app/features/outbox/record-changes.server.ts";
import type { CaseStatus } from "#db/schema.ts";

/** What a case's event says. Notes and who has taken it are the school's own: no student hears of them. */
export function caseChange(
  kind: string,
  row: {
    id: string;
    version: number;
    status: CaseStatus;
    student_id: string;
    payment_id: string | null;
    assignee_id: string | null;
  },
  more: { before: Change["before"]; after: Change["after"]; studentHears: boolean },
): Change {
  return {
    topic: "users",
    kind,
    subject: { type: "case", id: row.id, version: row.version },
    before: more.before,
    after: more.after,
    data: {
      status: row.status,
      studentId: row.student_id,
      paymentId: row.payment_id,
      assigneeId: row.assignee_id,
    },
    audience: more.studentHears ? [row.student_id] : [],
  };
}
