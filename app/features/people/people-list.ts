import { type ColumnOf, defineList, type FiltersOf } from "#app/lib/list.ts";
import { day, oneOf, search } from "#app/lib/list-filters.ts";
import { roles } from "#db/schema.ts";

/** Everybody with an account. `from` and `to` are the day they joined. */
export const peopleList = defineList({
  name: "users",
  id: "u.id",
  filters: {
    q: search,
    role: oneOf(roles),
    case: oneOf(["open"]),
    waiting: oneOf(["yes"]),
    from: day,
    to: day,
  },
  columns: ["name", "email", "phone", "role", "language", "id", "joined"],
  shown: ["name", "email", "phone", "role", "joined"],
  always: "name",
  sorts: {
    joined: { by: [{ column: "u.created_at", kind: "moment" }] },
    name: { by: [{ column: "u.search_name", kind: "text" }], first: "ascending" },
  },
  sort: { name: "joined", descending: true },
});

export type PeopleFilters = FiltersOf<typeof peopleList>;
export type PeopleColumn = ColumnOf<typeof peopleList>;
