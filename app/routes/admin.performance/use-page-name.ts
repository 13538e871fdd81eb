import { routePath } from "#app/features/performance/route-path.ts";
import { useTranslations } from "#app/messages/use-translations.ts";

/** What stands around many pages and has an address that one of them has too: its figures are of them all. */
const frames = new Map<string, "every" | "office" | "site">([
  ["root", "every"],
  ["routes/admin", "office"],
  ["routes/_site", "site"],
]);

/** The address that a route's figures are of, isolated from the writing around it; a frame is the pages it is around. */
export function usePageName(): (route: string) => string {
  const t = useTranslations("performance");
  return (route) => {
    const frame = frames.get(route);
    return frame ? t(`pages.${frame}`) : `\u2066${routePath(route)}\u2069`;
  };
}
