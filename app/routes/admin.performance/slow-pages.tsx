import { Notice } from "#app/components/notice.tsx";
import type { PageFigures } from "#app/features/performance/read-performance.server.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { usePageName } from "./use-page-name.ts";

/** Which pages take longer than they may; nothing when none does. */
export function SlowPages({ pages }: { pages: readonly PageFigures[] }) {
  const t = useTranslations("performance");
  const nameOf = usePageName();
  const slow = pages.filter((page) => page.overBudget);
  if (slow.length === 0) return null;
  return (
    <Notice tone="warning" title={t("slow.title", { count: slow.length })}>
      <ul className="list-disc ps-5">
        {slow.map((page) => (
          <li key={page.route}>
            {t("slow.line", {
              page: nameOf(page.route),
              took: Math.round(page.p95 ?? 0),
              budget: page.budget,
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
