import type { Selectable } from "kysely";
import type { Change } from "#app/features/outbox/record-changes.server.ts";
import type { SavedViewsTable } from "#db/tables/views.ts";

type Row = Selectable<SavedViewsTable>;

/** A view's change for audit and outbox. A search in it may be a person's name: what it asks is kept out. */
export function viewChange(kind: string, before: Row | null, after: Row | null): Change {
  const row = (after ?? before)!;
  return {
    topic: "operations",
    kind,
    subject: { type: "view", id: row.id, version: after ? after.version : row.version + 1 },
    before: before && said(before),
    after: after && said(after),
    data: { list: row.list, shared: (before?.shared || after?.shared) ?? false },
    audience: [],
  };
}

const said = (row: Row) => ({ list: row.list, name: row.name, shared: row.shared });
