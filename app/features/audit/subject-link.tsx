import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { type Recorded, subjectTypeOf } from "#app/features/audit/subject.ts";
import { adminPaths } from "#app/paths.ts";
import { type ViewList, viewLists } from "#db/schema.ts";

/** Where what an entry is about can be seen. */
const pages: Record<string, (id: string, record: Recorded) => string | null> = {
  payment: adminPaths.payment,
  enrollment: (id) => adminPaths.enrollment(id),
  user: (id) => adminPaths.user(id),
  course: (id) => adminPaths.course(id),
  delivery: adminPaths.webhook,
  exception: adminPaths.exception,
  case: (id) => adminPaths.case(id),
  mail: adminPaths.mail,
  bulk_job: (id) => adminPaths.operation(id),
  refund_draft: () => adminPaths.refundsToMake(),
  // What has no page of its own stands in one: a view and a file in their list, a place in line in its course.
  view: (_, { list }) => listPage(list),
  export: (_, { list }) => listPage(list),
  waitlist_entry: (_, { course_id: course }) =>
    typeof course === "string" ? adminPaths.course(course) : null,
};

const listPage = (list: unknown) =>
  viewLists.includes(list as ViewList)
    ? (list === "refunds" ? adminPaths.refundsToMake : adminPaths[list as Exclude<ViewList, "refunds">])()
    : null;

/** The page where an id of ours can be seen, by what was recorded of it; null: there is none. */
export function pageOf(id: string, record: Recorded = {}): string | null {
  const type = subjectTypeOf(id);
  return (type && pages[type]?.(id, record)) ?? null;
}

/** A link to the page of an id of ours, if it has one; the id itself on hover. */
export function SubjectLink({ id, children }: { id: string; children: ReactNode }) {
  const to = pageOf(id);
  if (!to) return <bdi title={id}>{children}</bdi>;
  return (
    <Link to={to} className="link" title={id}>
      <bdi>{children}</bdi>
    </Link>
  );
}
