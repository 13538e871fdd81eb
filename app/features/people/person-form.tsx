import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Notice } from "#app/components/notice.tsx";

/** The narrow page of the sign-in and register forms: what it is for, what went wrong, the form, and the other way in. */
export function PersonForm({
  title,
  lead,
  problem,
  problemAction,
  other,
  children,
}: {
  title: string;
  lead: ReactNode;
  problem?: string;
  problemAction?: ReactNode;
  other?: { question: string; label: string; to: string };
  children: ReactNode;
}) {
  return (
    <div className="mx-auto w-full max-w-sm py-6 sm:py-12">
      <h1 className="text-2xl font-semibold">{title}</h1>
      <div className="mt-1 mb-6 flex flex-col gap-2 text-base text-ink-muted">{lead}</div>
      {problem ? (
        <div className="mb-5">
          <Notice tone="danger" title={problem} actions={problemAction} />
        </div>
      ) : null}
      {children}
      {other ? (
        <p className="mt-6 border-t border-line pt-4 text-base text-ink-muted">
          {other.question}{" "}
          <Link to={other.to} className="link">
            {other.label}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
