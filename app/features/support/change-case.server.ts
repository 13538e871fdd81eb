import { type Selectable, sql } from "kysely";
import { isOwnLatest } from "#app/features/outbox/is-own-latest.server.ts";
import { type Actor, type Change, recordChanges } from "#app/features/outbox/record-changes.server.ts";
import type { Ended } from "#app/features/support/act-once.server.ts";
import type { Db, Trx } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { SupportCasesTable } from "#db/tables/support.ts";

export type Case = Selectable<SupportCasesTable>;
export type CaseActor = Actor & { id: string };

/** Someone was first: what the case is now, and who has it. */
export interface StaleCase {
  outcome: "stale";
  status: Case["status"];
  assignee: string | null;
}

/**
 * A change to a case on the version that was looked at. `work` answers the change to record, or a refusal; two at
 * once end with one change and one explanation. `asked` is what it is to be: the same press once more changed it already.
 */
export async function changeCase<Came extends CaseMove | { refused: { outcome: string } }>(
  db: Db,
  input: { caseId: string; expectedVersion: number; actor: CaseActor },
  asked: { kind: string; isSo: (now: Case) => boolean },
  work: (trx: Trx, before: Case) => Promise<Came>,
): Promise<{ outcome: "changed" } | { outcome: "missing" } | StaleCase | Ended<Came>> {
  const result = await db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom("support_cases")
      .selectAll()
      .where("id", "=", input.caseId)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return { outcome: "missing" } as const;
    if (before.version !== input.expectedVersion) {
      const own =
        before.version === input.expectedVersion + 1 &&
        asked.isSo(before) &&
        (await isOwnLatest(
          trx,
          { type: "case", id: before.id },
          { kind: asked.kind, actorId: input.actor.id },
        ));
      return own ? ({ outcome: "changed" } as const) : stale(trx, before);
    }
    const came = await work(trx, before);
    if ("refused" in came) return came.refused as Ended<Came>;
    const after = await trx
      .updateTable("support_cases")
      .set({ ...came.set, version: sql`version + 1`, updated_at: sql`now()` })
      .where("id", "=", before.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordChanges(trx, { actor: input.actor, changes: [came.change(after)] });
    return { outcome: "changed" } as const;
  });
  wake("outbox");
  return result;
}

/** What becomes of the row, and the change to record of it. */
interface CaseMove {
  set: CaseUpdate;
  change: (after: Case) => Change;
}

export interface CaseUpdate {
  status?: Case["status"];
  assignee_id?: string | null;
  awaits?: Case["awaits"];
  resolved_at?: Date | null;
}

async function stale(trx: Trx, now: Case): Promise<StaleCase> {
  const assignee = now.assignee_id
    ? await trx.selectFrom("users").select("name").where("id", "=", now.assignee_id).executeTakeFirst()
    : null;
  return { outcome: "stale", status: now.status, assignee: assignee?.name ?? null };
}
