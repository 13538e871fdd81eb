import { refused } from "#app/features/support/act-once.server.ts";
import { caseChange } from "#app/features/support/case-change.ts";
import { type CaseActor, changeCase } from "#app/features/support/change-case.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** Closes a case, or opens it again. */
export function resolveCase(
  db: Db,
  input: { caseId: string; expectedVersion: number; status: "open" | "resolved"; actor: CaseActor },
) {
  const { status } = input;
  return changeCase(db, input, async (_, before) => {
    if (before.status === status) return refused({ outcome: "already" as const });
    return {
      set: { status, resolved_at: status === "resolved" ? new Date() : null },
      change: (after) =>
        caseChange(status === "resolved" ? "case.resolved" : "case.reopened", after, {
          before: { status: before.status },
          after: { status },
          studentHears: true,
        }),
    };
  });
}
