import { type Asked, type ColumnOf, defineList, type FiltersOf } from "#app/lib/list.ts";
import { day, idOf, oneOf, search } from "#app/lib/list-filters.ts";

/** States other than open: whose turn it is in an open one, or closed, or any. */
export const caseStateFilters = ["school", "student", "resolved", "all"] as const;

/**
 * Cases; the open ones unless another state is asked for. `mine` is the asking member of staff's own. `from` and `to`
 * are the day a case was opened.
 */
export const caseList = defineList({
  name: "cases",
  id: "k.id",
  filters: {
    q: search,
    status: oneOf(caseStateFilters),
    who: oneOf(["mine", "unassigned"]),
    payment: idOf("pay"),
    student: idOf("usr"),
    from: day,
    to: day,
  },
  columns: [
    "subject",
    "student",
    "state",
    "assignee",
    "origin",
    "email",
    "payment",
    "id",
    "resolved",
    "opened",
    "moved",
  ],
  shown: ["subject", "student", "state", "assignee", "moved"],
  always: "subject",
  sorts: {
    moved: { by: [{ column: "k.updated_at", kind: "moment" }], moves: true },
    opened: { by: [{ column: "k.created_at", kind: "moment" }] },
  },
  sort: { name: "moved", descending: true },
});

export type CaseFilters = FiltersOf<typeof caseList>;
export type CaseColumn = ColumnOf<typeof caseList>;
export type AskedCases = Asked<CaseFilters, CaseColumn>;
