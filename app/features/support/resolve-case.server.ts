import { refused } from "#app/features/support/act-once.server.ts";
import { caseChange } from "#app/features/support/case-change.ts";
import { type Case, type CaseActor, changeCase } from "#app/features/support/change-case.server.ts";
import type { Db } from "#app/lib/db.server.ts";

/** Closes a case, or opens it again. */
export function resolveCase(
  db: Db,
  input: { caseId: string; expectedVersion: number; status: "open" | "resolved"; actor: CaseActor },
) {
  const { status } = input;
  const kind = status === "resolved" ? "case.resolved" : "case.reopened";
  const asked = { kind, isSo: (now: Case) => now.status === status };
  return changeCase(db, input, asked, async (_, before) => {
    if (before.status === status) return refused({ outcome: "already" as const });
    return {
      set: { status, resolved_at: status === "resolved" ? new Date() : null },
      change: (after) =>
        caseChange(kind, after, {
          before: { status: before.status },
          after: { status },
          studentHears: true,
        }),
    };
  });
}
