import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { subjectTypeOf } from "#app/features/audit/subject.ts";
import { adminPaths } from "#app/paths.ts";

/** Where what an entry is about can be seen. */
const pages: Record<string, (id: string) => string> = {
  payment: adminPaths.payment,
  enrollment: adminPaths.enrollment,
  user: adminPaths.user,
  course: adminPaths.course,
  delivery: adminPaths.webhook,
  exception: adminPaths.exception,
  case: adminPaths.case,
  mail: adminPaths.mail,
  bulk_job: adminPaths.operation,
  refund_draft: () => adminPaths.refundsToMake(),
};

/** A link to the page of an id of ours, if it has one; the id itself on hover. */
export function SubjectLink({ id, children }: { id: string; children: ReactNode }) {
  const type = subjectTypeOf(id);
  const to = type && pages[type]?.(id);
  if (!to) return <bdi title={id}>{children}</bdi>;
  return (
    <Link to={to} className="link" title={id}>
      <bdi>{children}</bdi>
    </Link>
  );
}
