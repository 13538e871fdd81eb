import { useLocation } from "@remix-run/react";
import { buttonClass } from "#app/components/button-class.ts";
import { ErrorPanel } from "#app/components/error-panel.tsx";
import { useTranslations } from "#app/messages/use-translations.ts";

/** True if the server was never reached: nothing is broken, and nothing was recorded. Each browser has its own words. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
}

/** For a page that did not arrive because the way to the server is cut. */
export function Unreachable() {
  const { pathname, search } = useLocation();
  const t = useTranslations("errors.unreachable");
  return (
    <ErrorPanel
      title={t("title")}
      actions={
        <a href={`${pathname}${search}`} className={buttonClass("primary", "normal")}>
          {t("again")}
        </a>
      }
    >
      <p>{t("text")}</p>
    </ErrorPanel>
  );
}
