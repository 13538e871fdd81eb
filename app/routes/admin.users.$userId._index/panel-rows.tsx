import type { ReactNode } from "react";

/** A panel that has no row. */
export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="text-base text-ink-muted">{children}</p>
);

export const Rows = ({ children }: { children: ReactNode }) => (
  <ul className="divide-y divide-line">{children}</ul>
);

/** What it is about and how it stands; beneath, the rest of it and what support can do. */
export function Row({
  title,
  below,
  state,
  children,
}: {
  title: ReactNode;
  below: ReactNode;
  state?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li className="flex flex-col gap-1 px-4 py-2.5">
      <div className="flex items-start justify-between gap-x-3">
        <p className="min-w-0 text-base font-medium break-words">{title}</p>
        {state}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-muted">
        {below}
        {children ? <span className="ms-auto flex flex-wrap gap-1 empty:hidden">{children}</span> : null}
      </div>
    </li>
  );
}
