import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** A list without rows. First time: what will appear here and how. By filter: say so, and let `action` clear it. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      {Icon ? (
        <span className="mb-1 grid size-11 place-items-center rounded-full bg-neutral-soft text-neutral-ink">
          <Icon size={20} aria-hidden />
        </span>
      ) : null}
      <p className="text-lg font-medium">{title}</p>
      {children ? <div className="max-w-md text-base text-ink-muted">{children}</div> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
