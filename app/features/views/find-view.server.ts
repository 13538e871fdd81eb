import type { ExpressionBuilder } from "kysely";
import type { Db } from "#app/lib/db.server.ts";
import type { Database } from "#db/schema.ts";

/** A view that this person may open: their own, or a shared one. */
export function findView(db: Db, id: string, userId: string) {
  return db
    .selectFrom("saved_views")
    .selectAll()
    .where("id", "=", id)
    .where((eb) => eb.or([eb("owner_id", "=", userId), eb("shared", "=", true)]))
    .executeTakeFirst();
}

/** Who changes a view: a person, and whether they look after everybody's shared ones too. */
export interface Changing {
  staffId: string;
  managesShared: boolean;
}

/** Narrows to the view, if this person may change it. */
export const changeable =
  (id: string, { staffId, managesShared }: Changing) =>
  (eb: ExpressionBuilder<Database, "saved_views">) => {
    const shared = eb.and([eb("shared", "=", true), eb.lit(managesShared)]);
    return eb.and([eb("id", "=", id), eb.or([eb("owner_id", "=", staffId), shared])]);
  };
