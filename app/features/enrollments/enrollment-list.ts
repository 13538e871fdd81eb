import { type Asked, type ColumnOf, defineList, type FiltersOf } from "#app/lib/list.ts";
import { day, idOf, oneOf, search } from "#app/lib/list-filters.ts";
import { enrollmentStatuses } from "#db/schema.ts";

/** `waiting` is the queue, and what the list shows when nothing is asked; `all` is everything. */
export const enrollmentStatusFilters = ["waiting", "all", ...enrollmentStatuses] as const;

/** The list of enrollments, and the queue within it. `from` and `to` are the day they began. */
export const enrollmentList = defineList({
  name: "enrollments",
  filters: {
    q: search,
    status: oneOf(enrollmentStatusFilters),
    course: idOf("crs"),
    /** Waiting since this day or before. */
    until: day,
    from: day,
    to: day,
  },
  columns: [
    "student",
    "course",
    "status",
    "payment",
    "seats",
    "earlier",
    "since",
    "started",
    "email",
    "id",
    "decision",
  ],
  shown: ["student", "course", "status", "payment", "seats", "earlier", "since", "decision"],
  always: "student",
  id: "e.id",
  sorts: {
    waiting: { by: [{ column: "e.waiting_since", kind: "moment" }], first: "ascending" },
    started: { by: [{ column: "e.created_at", kind: "moment" }] },
  },
  sort: { name: "waiting", descending: false },
});

export type EnrollmentColumn = ColumnOf<typeof enrollmentList>;
export type EnrollmentFilters = FiltersOf<typeof enrollmentList>;
export type AskedEnrollments = Asked<EnrollmentFilters, EnrollmentColumn>;

/** Whether the list is the queue: the rows that wait for a decision. */
export const isQueue = (filters: EnrollmentFilters) =>
  filters.status === null ||
  filters.status === "waiting" ||
  filters.status === "requested" ||
  filters.status === "pending_approval";

/** The queue goes by how long one waits, everything else by when it began: each has its index. */
export function fitSort(asked: AskedEnrollments): AskedEnrollments {
  const name = isQueue(asked.filters) ? "waiting" : "started";
  if (asked.sort.name === name) return asked;
  return { ...asked, sort: { name, descending: name === "started" }, before: null, after: null };
}
