import { type Asked, type ColumnOf, defineList, type FiltersOf } from "#app/lib/list.ts";
import { day, oneOf, search } from "#app/lib/list-filters.ts";
import { approvalModes, courseStatuses } from "#db/schema.ts";

/** The office's courses, in any state. `from` and `to` are the day they start. */
export const courseList = defineList({
  name: "courses",
  id: "c.id",
  filters: {
    q: search,
    status: oneOf(courseStatuses),
    approval: oneOf(approvalModes),
    from: day,
    to: day,
  },
  columns: ["title", "status", "starts", "seats", "waiting", "prices", "approval", "id", "made"],
  shown: ["title", "status", "starts", "seats", "waiting", "prices"],
  always: "title",
  sorts: {
    made: { by: [{ column: "c.created_at", kind: "moment" }] },
    starts: { by: [{ column: "c.starts_or_never", kind: "moment" }], first: "ascending" },
    title: { by: [{ column: "c.title", kind: "text" }], first: "ascending" },
  },
  sort: { name: "made", descending: true },
});

export type CourseFilters = FiltersOf<typeof courseList>;
export type CourseColumn = ColumnOf<typeof courseList>;
export type AskedCourses = Asked<CourseFilters, CourseColumn>;
