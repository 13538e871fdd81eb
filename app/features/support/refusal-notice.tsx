import { Notice } from "#app/components/notice.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** Why an act was not done, in words; nothing when there is nothing to say, or when the field says it. */
export function RefusalNotice({ problem }: { problem: string | undefined }) {
  const t = useTranslations("support.refused");
  if (!problem || problem === "noReason") return null;
  const known = t.has(problem as "full") ? (problem as "full") : "form";
  return <Notice tone="warning" title={t(known)} />;
}
