import { useSearchParams } from "@remix-run/react";
import { Notice } from "#app/components/notice.tsx";
import { useViewProblem } from "#app/features/views/save-view-form.tsx";
import { useViews } from "#app/features/views/use-views.ts";
import { viewProblems } from "#app/features/views/view.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import type { ViewList } from "#db/schema.ts";

/** What came of saving or changing a view of this list, where it was not what was asked. */
export function ViewNotice({ list }: { list: ViewList }) {
  const t = useTranslations("lists.views");
  const [query] = useSearchParams();
  const { views } = useViews(list);
  const say = useViewProblem();
  const problem = viewProblems.find((one) => one === query.get("viewProblem"));
  if (!problem) return null;
  return (
    <div className="mb-4">
      <Notice tone="warning" title={say(problem, views.find(({ id }) => id === query.get("view")) ?? null)}>
        {t(`problems.${problem}.text`)}
      </Notice>
    </div>
  );
}
