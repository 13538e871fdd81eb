import { type ColumnOf, defineList, type FiltersOf } from "#app/lib/list.ts";
import { day, matching, oneOf, search } from "#app/lib/list-filters.ts";
import { actorTypes } from "#db/schema.ts";

/** Everything anyone or anything changed, who took a list out, and who was let do what. */
export const auditList = defineList({
  name: "audit",
  id: "l.id",
  numbered: true,
  filters: {
    q: search,
    actor: oneOf(actorTypes),
    action: matching(/^[a-z_]{1,40}\.[a-z_]{1,40}$/),
    from: day,
    to: day,
  },
  columns: ["action", "subject", "change", "actor", "reason", "request", "at"],
  shown: ["action", "subject", "change", "actor", "at"],
  always: "action",
  sorts: { at: { by: [{ column: "l.at", kind: "moment" }] } },
  sort: { name: "at", descending: true },
});

export type AuditFilters = FiltersOf<typeof auditList>;
export type AuditColumn = ColumnOf<typeof auditList>;
