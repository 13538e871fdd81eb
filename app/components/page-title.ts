import { isRouteErrorResponse } from "@remix-run/react";

/** "Courses · Nile & Cape Academy": the page's title and the school's name, as `meta` wants them. */
export function pageTitle(title: string, matches: ReadonlyArray<{ id: string; data?: unknown } | undefined>) {
  const root = matches.find((match) => match?.id === "root")?.data as
    | { school?: { name: string } }
    | undefined;
  return [{ title: root?.school ? `${title} · ${root.school.name}` : title }];
}

/** What a page is called whose content is an error: the heading its boundary shows in other words. */
export function errorTitle(error: unknown): string {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (status === 404) return "No page here";
  if (status === 403) return "Not for this account";
  return "This page could not be loaded";
}
