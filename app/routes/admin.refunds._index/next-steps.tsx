import { Notice } from "#app/components/notice.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** How money goes back, which nobody does here. */
export function NextSteps() {
  const t = useTranslations("refunds");
  return (
    <div className="mb-4">
      <Notice tone="info" title={t("next")}>
        <ol className="list-decimal ps-5">
          <li>{t("steps.make")}</li>
          <li>{t("steps.hear")}</li>
        </ol>
        <p className="mt-1">{t("steps.unheard")}</p>
        <p className="mt-1">{t("steps.orRestore")}</p>
        <p className="mt-1">{t("steps.disputed")}</p>
      </Notice>
    </div>
  );
}
