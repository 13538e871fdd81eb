import { routePath } from "#app/features/performance/route-path.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** The address that a route's figures are of, isolated from the writing around it; the root is on every page. */
export function usePageName(): (route: string) => string {
  const t = useTranslations("performance");
  return (route) => (route === "root" ? t("pages.every") : `\u2066${routePath(route)}\u2069`);
}
