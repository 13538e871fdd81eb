import { NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";

export interface Tab {
  to: string;
  label: ReactNode;
  end?: boolean;
}

/** Pages side by side as links; the current one is marked. Scrolls sideways on a phone. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="mb-4 overflow-x-auto border-b border-line">
      <ul className="flex gap-4">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <NavLink
              to={tab.to}
              end={tab.end}
              className={({ isActive }) =>
                classNames(
                  "-mb-px flex min-h-10 items-center border-b-2 text-base whitespace-nowrap pointer-coarse:min-h-11",
                  isActive
                    ? "border-accent-ink font-medium text-ink"
                    : "border-transparent text-ink-muted hover:text-ink",
                )
              }
            >
              {tab.label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
