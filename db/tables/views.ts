import type { ViewList } from "#db/schema.ts";
import type { Generated, MomentDefault } from "#db/tables/columns.ts";

export interface SavedViewsTable {
  id: string;
  owner_id: string;
  list: ViewList;
  name: string;
  /** What the list is asked, as its address has it. */
  query: string;
  shared: Generated<boolean>;
  version: Generated<number>;
  created_at: MomentDefault;
  updated_at: MomentDefault;
}

/** The view that opens when a person opens the list. */
export interface DefaultViewsTable {
  user_id: string;
  list: ViewList;
  view_id: string;
}
