import { recordChanges } from "#app/features/outbox/record-changes.server.ts";
import { cleanQuery, mostViewsEach } from "#app/features/views/view.ts";
import { viewChange } from "#app/features/views/view-change.server.ts";
import type { Db } from "#app/lib/db.server.ts";
import { newId } from "#app/lib/ids.ts";
import { wake } from "#app/lib/wake.server.ts";
import type { ViewList } from "#db/schema.ts";

export interface NewView {
  ownerId: string;
  list: ViewList;
  name: string;
  query: string;
  shared: boolean;
}

/** Keeps a list as it is seen now, under a name of its own. */
export async function saveView(db: Db, input: NewView) {
  const result = await db.transaction().execute(async (trx) => {
    // One person's views are added one after the other, so that the limit holds.
    await trx.selectFrom("users").select("id").where("id", "=", input.ownerId).forUpdate().execute();
    const held = await trx
      .selectFrom("saved_views")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("owner_id", "=", input.ownerId)
      .executeTakeFirstOrThrow();
    if (held.count >= mostViewsEach) return { outcome: "too_many" } as const;
    const view = await trx
      .insertInto("saved_views")
      .values({
        id: newId("vew"),
        owner_id: input.ownerId,
        list: input.list,
        name: input.name,
        query: cleanQuery(input.query),
        shared: input.shared,
      })
      .onConflict((conflict) => conflict.constraint("saved_views_name").doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!view) {
      const same = await trx
        .selectFrom("saved_views")
        .selectAll()
        .where("owner_id", "=", input.ownerId)
        .where("list", "=", input.list)
        .where("name", "=", input.name)
        .where("query", "=", cleanQuery(input.query))
        .where("shared", "=", input.shared)
        .executeTakeFirst();
      // The same form a second time: it is kept already.
      return same ? ({ outcome: "kept", view: same } as const) : ({ outcome: "name_taken" } as const);
    }
    await recordChanges(trx, {
      actor: { type: "staff", id: input.ownerId },
      changes: [viewChange("view.saved", null, view)],
    });
    return { outcome: "saved", view } as const;
  });
  if (result.outcome === "saved") wake("outbox");
  return result;
}
