import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { viewChange } from "#app/features/views/view-change.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";

/** Which view opens when this person opens the list: one of their own or a shared one; `chosen` false gives it up. */
export async function chooseDefaultView(db: Db, input: { id: string; userId: string; chosen: boolean }) {
  const result = await db.transaction().execute(async (trx) => {
    const view = await trx
      .selectFrom("saved_views")
      .selectAll()
      .where("id", "=", input.id)
      .where((eb) => eb.or([eb("owner_id", "=", input.userId), eb("shared", "=", true)]))
      .forShare()
      .executeTakeFirst();
    if (!view) return { outcome: "gone" } as const;
    if (input.chosen)
      await trx
        .insertInto("default_views")
        .values({ user_id: input.userId, list: view.list, view_id: view.id })
        .onConflict((conflict) => conflict.columns(["user_id", "list"]).doUpdateSet({ view_id: view.id }))
        .execute();
    else
      await trx
        .deleteFrom("default_views")
        .where("user_id", "=", input.userId)
        .where("view_id", "=", view.id)
        .execute();
    await recordChanges(trx, {
      actor: { type: "staff", id: input.userId },
      changes: [viewChange(input.chosen ? "view.made_default" : "view.default_given_up", view, view)],
    });
    return { outcome: "chosen", view } as const;
  });
  if (result.outcome === "chosen") wake("outbox");
  return result;
}
