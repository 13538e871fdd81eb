import { useSearchParams } from "@remix-run/react";
import { Notice } from "#app/components/notice.tsx";
import { viewProblems } from "#app/features/views/view.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** What came of saving or changing a view, where it was not what was asked. */
export function ViewNotice() {
  const t = useTranslations("lists.views");
  const [query] = useSearchParams();
  const problem = viewProblems.find((one) => one === query.get("viewProblem"));
  if (!problem) return null;
  return (
    <div className="mb-4">
      <Notice tone="warning" title={t(`problems.${problem}.title`)}>
        {t(`problems.${problem}.text`)}
      </Notice>
    </div>
  );
}
