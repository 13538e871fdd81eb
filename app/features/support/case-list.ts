import { type ColumnOf, defineList, type FiltersOf } from "#app/lib/list.ts";
import { idOf, oneOf } from "#app/lib/list-filters.ts";

/** Cases; the open ones unless another state is asked for. `mine` is the asking member of staff's own. */
export const caseList = defineList({
  name: "cases",
  id: "k.id",
  filters: {
    status: oneOf(["resolved", "all"]),
    who: oneOf(["mine", "unassigned"]),
    payment: idOf("pay"),
    student: idOf("usr"),
  },
  columns: ["subject", "student", "state", "assignee", "origin", "opened", "moved"],
  shown: ["subject", "student", "state", "assignee", "moved"],
  always: "subject",
  sorts: { moved: { by: [{ column: "k.updated_at", kind: "moment" }] } },
  sort: { name: "moved", descending: true },
});

export type CaseFilters = FiltersOf<typeof caseList>;
export type CaseColumn = ColumnOf<typeof caseList>;
