import type { View } from "#app/features/views/view.ts";
import type { Db } from "#app/lib/db.server.ts";
import type { ViewList } from "#db/schema.ts";

const most = 200;

/** This person's views and those shared with everyone, of the lists they may open; own ones first, by name. */
export async function findViews(
  db: Db,
  userId: string,
  lists: readonly ViewList[],
  managesShared: boolean,
): Promise<View[]> {
  if (lists.length === 0) return [];
  const rows = await db
    .selectFrom("saved_views as v")
    .innerJoin("users as u", "u.id", "v.owner_id")
    .leftJoin("default_views as d", (join) =>
      join.onRef("d.view_id", "=", "v.id").onRef("d.list", "=", "v.list").on("d.user_id", "=", userId),
    )
    .select(["v.id", "v.list", "v.name", "v.query", "v.shared", "v.version", "v.owner_id"])
    .select(["u.name as owner_name", "d.user_id as default_of"])
    .where("v.list", "in", lists)
    .where((eb) => eb.or([eb("v.owner_id", "=", userId), eb("v.shared", "=", true)]))
    .orderBy((eb) => eb("v.owner_id", "=", userId), "desc")
    .orderBy("v.list")
    .orderBy("v.name")
    .limit(most)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    list: row.list,
    name: row.name,
    query: row.query,
    shared: row.shared,
    version: row.version,
    mayChange: row.owner_id === userId || managesShared,
    isDefault: row.default_of !== null,
    ownerName: row.owner_id === userId ? null : row.owner_name,
  }));
}
