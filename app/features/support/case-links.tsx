import { Link } from "@remix-run/react";
import { CaseStateBadge } from "#app/features/support/case-state-badge.tsx";
import type { CasesAbout } from "#app/features/support/cases-about.server.ts";
import { adminPaths } from "#app/paths.ts";

/** Cases by their subject, each with whose turn it is. */
export function CaseLinks({ cases }: { cases: CasesAbout }) {
  return (
    <ul className="flex flex-col gap-1">
      {cases.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-x-2">
          <Link to={adminPaths.case(one.id)} className="link min-w-0 break-words">
            <bdi>{one.subject}</bdi>
          </Link>
          <CaseStateBadge state={one.status === "resolved" ? "resolved" : one.awaits} />
        </li>
      ))}
    </ul>
  );
}
