import { sql } from "kysely";
import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { type Changing, changeable } from "#app/features/views/find-view.server.ts";
import { cleanQuery } from "#app/features/views/view.ts";
import { viewChange } from "#app/features/views/view-change.server.ts";
import { type Db, databaseErrorCode } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";

export interface ViewUpdate {
  id: string;
  by: Changing;
  /** The version the person saw. */
  version: number;
  name?: string;
  /** Left out: as it is. */
  query?: string;
  shared?: boolean;
}

/** Renames a view, shares it or takes it back, or gives it what the list is asked now. */
export async function changeView(db: Db, input: ViewUpdate) {
  try {
    return await change(db, input);
  } catch (error) {
    if (databaseErrorCode(error) === "23505") return { outcome: "name_taken" } as const;
    throw error;
  }
}

async function change(db: Db, input: ViewUpdate) {
  const result = await db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom("saved_views")
      .selectAll()
      .where(changeable(input.id, input.by))
      .forUpdate()
      .executeTakeFirst();
    if (!before) return { outcome: "gone" } as const;
    if (before.version !== input.version) return { outcome: "stale", view: before } as const;
    const after = await trx
      .updateTable("saved_views")
      .set({
        name: input.name ?? before.name,
        query: input.query === undefined ? before.query : cleanQuery(input.query),
        shared: input.shared ?? before.shared,
        version: sql`version + 1`,
        updated_at: sql`now()`,
      })
      .where("id", "=", before.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    // Nobody keeps opening a list as a view they may no longer see.
    if (before.shared && !after.shared)
      await trx
        .deleteFrom("default_views")
        .where("view_id", "=", after.id)
        .where("user_id", "<>", after.owner_id)
        .execute();
    await recordChanges(trx, {
      actor: { type: "staff", id: input.by.staffId },
      changes: [viewChange("view.changed", before, after)],
    });
    return { outcome: "changed", view: after } as const;
  });
  if (result.outcome === "changed") wake("outbox");
  return result;
}
