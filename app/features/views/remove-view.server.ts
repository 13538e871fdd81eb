import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { type Changing, changeable } from "#app/features/views/find-view.server.ts";
import { viewChange } from "#app/features/views/view-change.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";

/** Deletes a view; the list it was of stays as it is. */
export async function removeView(db: Db, input: { id: string; by: Changing }) {
  const result = await db.transaction().execute(async (trx) => {
    const before = await trx
      .deleteFrom("saved_views")
      .where(changeable(input.id, input.by))
      .returningAll()
      .executeTakeFirst();
    if (!before) return { outcome: "gone" } as const;
    await recordChanges(trx, {
      actor: { type: "staff", id: input.by.staffId },
      changes: [viewChange("view.removed", before, null)],
    });
    return { outcome: "removed", list: before.list } as const;
  });
  if (result.outcome === "removed") wake("outbox");
  return result;
}
