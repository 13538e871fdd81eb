import { isRouteErrorResponse } from "@remix-run/react";
import type { Namespace } from "#app/messages/en.ts";
import { isLocale } from "#app/messages/locales.ts";
import { type Translate, translatorFor } from "#app/messages/translate.ts";

type Matches = ReadonlyArray<{ id: string; data?: unknown } | undefined>;

const rootOf = (matches: Matches) =>
  matches.find((match) => match?.id === "root")?.data as
    | { school?: { name: string }; locale?: unknown }
    | undefined;

/** "Courses · Nile & Cape Academy": the page's title and the school's name, as `meta` wants them. */
export function pageTitle(title: string, matches: Matches) {
  const school = rootOf(matches)?.school;
  return [{ title: school ? `${title} · ${school.name}` : title }];
}

/** A namespace's words in the language of the page: for `meta`. */
export function wordsOf<Name extends Namespace>(matches: Matches, namespace: Name): Translate<Name> {
  const locale = rootOf(matches)?.locale;
  return translatorFor(isLocale(locale) ? locale : "en", namespace);
}

/** What a page is called whose content is an error: the heading its boundary shows in other words. */
export function errorTitle(error: unknown, matches: Matches = []): string {
  const t = wordsOf(matches, "errors");
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (status === 404) return t("title.notFound");
  if (status === 403) return t("title.forbidden");
  return t("title.failed");
}
