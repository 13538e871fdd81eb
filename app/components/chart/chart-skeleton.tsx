import { Skeleton } from "#app/components/skeleton.tsx";

/** As tall as a chart with its legend and the way to its table, so that nothing moves when it arrives. */
export function ChartSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-1">
      <Skeleton className="h-5 w-40" />
      <div className="flex h-56 items-end gap-2 pb-6">
        {[40, 65, 50, 80, 60, 90, 70].map((tall) => (
          <span key={tall} className="flex-1" style={{ height: `${tall}%` }}>
            <Skeleton className="h-full w-full" />
          </span>
        ))}
      </div>
      <div className="h-8 pointer-coarse:h-11" />
    </div>
  );
}
