import { classNames } from "#app/components/class-names.ts";

/** A grey bar in the place of what is being loaded; size it with `className`. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames(
        "block h-4 animate-pulse rounded-md bg-neutral-soft motion-reduce:animate-none",
        className,
      )}
    />
  );
}

/** The shape of a list while it loads; `label` tells screen readers what is on its way. */
export function SkeletonRows({ rows = 8, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={row} className="flex h-10 items-center gap-6 border-b border-line px-4 last:border-0">
          <Skeleton className="w-20" />
          <Skeleton className="w-2/5" />
          <Skeleton className="ms-auto w-16" />
        </div>
      ))}
    </div>
  );
}
