import { Skeleton } from "#app/components/skeleton.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** The catalogue's shape while a search is on its way. */
export function CourseListSkeleton() {
  const t = useTranslations("buying.courses");
  return (
    <div
      role="status"
      aria-label={t("loading")}
      className="divide-y divide-line rounded-lg border border-line bg-surface"
    >
      {["first", "second", "third"].map((row) => (
        <div key={row} className="flex flex-col gap-3 p-5">
          <Skeleton className="h-5 w-1/2" />
          <Skeleton className="w-4/5" />
          <Skeleton className="w-40" />
        </div>
      ))}
    </div>
  );
}
