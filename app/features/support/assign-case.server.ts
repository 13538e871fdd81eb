import { refused } from "#app/features/support/act-once.server.ts";
import { caseChange } from "#app/features/support/case-change.ts";
import { type Case, type CaseActor, changeCase } from "#app/features/support/change-case.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** Takes a case, gives it to a colleague, or lets it go (`assigneeId` null). Resolved cases are nobody's to take. */
export function assignCase(
  db: Db,
  input: { caseId: string; expectedVersion: number; assigneeId: string | null; actor: CaseActor },
) {
  const { assigneeId } = input;
  const kind = assigneeId ? "case.assigned" : "case.released";
  const asked = { kind, isSo: (now: Case) => now.assignee_id === assigneeId };
  return changeCase(db, input, asked, async (trx, before) => {
    if (before.status === "resolved") return refused({ outcome: "resolved" as const });
    if (assigneeId !== null) {
      const colleague = await trx
        .selectFrom("users")
        .select("role")
        .where("id", "=", assigneeId)
        .executeTakeFirst();
      if (!colleague || colleague.role === "student" || colleague.role === "auditor")
        return refused({ outcome: "no_colleague" as const });
    }
    return {
      set: { assignee_id: assigneeId },
      change: (after) =>
        caseChange(kind, after, {
          before: { assignee_id: before.assignee_id },
          after: { assignee_id: assigneeId },
          studentHears: false,
        }),
    };
  });
}
