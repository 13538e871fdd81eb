import { Notice } from "#app/components/notice.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** Why an act was not done, in words; nothing when there is nothing to say, or when the field says it. */
export function RefusalNotice({ problem }: { problem: string | undefined }) {
  const t = useTranslations("people");
  if (!problem || problem === "noReason") return null;
  const known = t.has(`refused.${problem}` as "refused.full");
  return <Notice tone="warning" title={known ? t(`refused.${problem}` as "refused.full") : t("told.form")} />;
}
