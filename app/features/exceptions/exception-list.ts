import { type Asked, type ColumnOf, defineList, type FiltersOf } from "#app/lib/list.ts";
import { day, oneOf, search } from "#app/lib/list-filters.ts";
import { type ExceptionKind, exceptionKinds } from "#db/schema.ts";

/** The kind's place among all, as the database keeps it. */
export const urgencyOf = (kind: ExceptionKind): number => exceptionKinds.indexOf(kind) + 1;

/** What needs a person, and with another state what needed one. `from` and `to` are the day it was first seen. */
export const exceptionList = defineList({
  name: "exceptions",
  id: "x.id",
  filters: {
    q: search,
    status: oneOf(["resolved", "ignored", "all"]),
    kind: oneOf(exceptionKinds),
    severity: oneOf(["critical", "warning"]),
    from: day,
    to: day,
  },
  columns: [
    "what",
    "amount",
    "about",
    "kind",
    "state",
    "times",
    "email",
    "payment",
    "id",
    "seen",
    "closed",
    "resolution",
    "since",
  ],
  shown: ["what", "amount", "about", "state", "since"],
  always: "what",
  sorts: {
    kind: {
      by: [
        { column: "x.urgency", kind: "number" },
        { column: "x.first_seen_at", kind: "moment" },
      ],
      first: "ascending",
    },
    since: { by: [{ column: "x.first_seen_at", kind: "moment" }], first: "ascending" },
    seen: { by: [{ column: "x.last_seen_at", kind: "moment" }], moves: true },
  },
  sort: { name: "kind", descending: false },
});

export type ExceptionFilters = FiltersOf<typeof exceptionList>;
export type ExceptionColumn = ColumnOf<typeof exceptionList>;
export type AskedExceptions = Asked<ExceptionFilters, ExceptionColumn>;
