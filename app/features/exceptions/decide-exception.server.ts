import { sql } from "kysely";
import { type Actor, recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { ExceptionsTable } from "#db/tables/exceptions.ts";

/** `ignore`: known and meant to be so; it does not re-open by itself. `reopen` takes either decision back. */
export const exceptionDecisions = ["resolve", "ignore", "reopen"] as const;
export type ExceptionDecision = (typeof exceptionDecisions)[number];
type Status = ExceptionsTable["status"] extends { __select__: infer T } ? T : never;

interface HistoryEntry {
  what: string;
  by: string | null;
  note: string | null;
}

export type DecideResult =
  | { outcome: "missing" }
  | { outcome: "decided"; status: Status }
  /** Someone (or the sweep) was first, or it is not in a state that can be decided so. */
  | { outcome: "stale"; status: Status };

/**
 * A person's decision about an exception, on the version they were looking at. Two at once: one decides, the other
 * is told. The same by the same person once more is what they did already: pressed twice, nobody is first before
 * themselves. The reason stays in the history, and with the audit entry.
 */
export async function decideException(
  db: Db,
  input: {
    exceptionId: string;
    expectedVersion: number;
    decision: ExceptionDecision;
    reason: string;
    actor: Actor;
  },
): Promise<DecideResult> {
  const { exceptionId, expectedVersion, decision, reason, actor } = input;
  const result = await db.transaction().execute(async (trx): Promise<DecideResult> => {
    const before = await trx
      .selectFrom("exceptions")
      .select(["status", "version", "kind", "payment_id", "course_id"])
      .select(sql<HistoryEntry | null>`history->-1`.as("last"))
      .where("id", "=", exceptionId)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return { outcome: "missing" };
    const after = { resolve: "resolved", ignore: "ignored", reopen: "open" } as const;
    const status = after[decision];
    const what = status === "open" ? "reopened" : status;
    const { last } = before;
    const again = last?.what === what && last.by === actor.id && last.note === reason;
    if (before.version === expectedVersion + 1 && before.status === status && again)
      return { outcome: "decided", status };
    const fits = decision === "reopen" ? before.status !== "open" : before.status === "open";
    if (before.version !== expectedVersion || !fits) return { outcome: "stale", status: before.status };

    await trx
      .updateTable("exceptions")
      .set({
        status,
        resolved_at: status === "open" ? null : sql`now()`,
        resolved_by: status === "open" ? null : actor.id,
        resolution: status === "open" ? null : reason,
        version: sql`version + 1`,
        history: sql`history || jsonb_build_array(jsonb_build_object('at', now(), 'what', ${what}::text, 'by', ${actor.id}::text, 'note', ${reason}::text))`,
      })
      .where("id", "=", exceptionId)
      .execute();
    await recordChanges(trx, {
      actor: { ...actor, reason },
      changes: [
        {
          topic: "exceptions",
          kind: `exception.${what}`,
          subject: { type: "exception", id: exceptionId, version: before.version + 1 },
          before: { status: before.status },
          after: { status, kind: before.kind, payment_id: before.payment_id },
          data: { kind: before.kind, status, paymentId: before.payment_id, courseId: before.course_id },
          audience: [],
        },
      ],
    });
    return { outcome: "decided", status };
  });
  if (result.outcome === "decided") {
    wake("outbox");
    log.info({ exceptionId, decision }, "exception decided");
  }
  return result;
}
