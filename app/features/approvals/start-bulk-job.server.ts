import { createHash } from "node:crypto";
import type { Selection } from "#app/features/approvals/bulk-job.ts";
import { type Actor, recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { log } from "#app/lib/logger.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { EnrollmentDecision } from "#db/schema.ts";

export interface StartInput {
  decision: Exclude<EnrollmentDecision, "undo">;
  reason?: string | null;
  selection: Extract<Selection, { asOf: string }>;
  actor: Actor & { id: string };
}

/**
 * Begins a decision about many enrollments: what was selected is stored, a worker does the rest. Its id. The same person
 * asking the same of the same page is the same job: pressed twice, nobody reads of rows that were decided "meanwhile".
 */
export async function startBulkJob(db: Db, input: StartInput): Promise<string> {
  const id = await insertJob(db, { ...input, id: idOf(input), undoes: null });
  log.info({ jobId: id, decision: input.decision, selection: input.selection.kind }, "bulk job started");
  return id;
}

/** When the page was looked at, and a hash of what is asked of it. */
const idOf = ({ actor, decision, reason, selection }: StartInput) =>
  jobIdFor(Date.parse(selection.asOf), [actor.id, decision, reason ?? "", selection]);

/** The same asked at the same moment is the same job. `at`: milliseconds. */
export function jobIdFor(at: number, asked: readonly unknown[]): string {
  return newId("blk", at, createHash("sha256").update(JSON.stringify(asked)).digest());
}

/** Writes the job's row, if it is not there yet, and says so; shared with undoing one. */
export async function insertJob(
  db: Db,
  input: {
    id?: string;
    decision: EnrollmentDecision;
    reason?: string | null;
    selection: Selection;
    undoes: string | null;
    actor: Actor & { id: string };
  },
): Promise<string> {
  const id = input.id ?? newId("blk");
  await db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto("bulk_jobs")
      .values({
        id,
        decision: input.decision,
        reason: input.reason ?? null,
        selection: JSON.stringify(input.selection),
        undoes: input.undoes,
        created_by: input.actor.id,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!made) return;
    await recordChanges(trx, {
      actor: { ...input.actor, reason: input.reason ?? null },
      changes: [
        {
          topic: "operations",
          kind: "bulk.started",
          subject: { type: "bulk_job", id, version: 1 },
          before: null,
          after: { decision: input.decision, selection: input.selection },
          data: { status: "queued", decision: input.decision },
          audience: [],
        },
      ],
    });
  });
  wake("outbox");
  wake("bulk");
  return id;
}
