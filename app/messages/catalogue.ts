import { ar } from "#app/messages/ar.ts";
import { en, type Messages, type Namespace } from "#app/messages/en.ts";
import type { Locale } from "#app/messages/locales.ts";

/**
 * Every catalogue: what servers and tests have. Imported as `#messages`, which is catalogue.browser.ts for browsers
 * (package.json, "imports"): they hold only the language of their document, and of it what their pages use.
 */
export const catalogue: Partial<Record<Locale, Messages>> = {
  en,
  // The same keys, held by `satisfies` in ar.ts; the type carries the English words, which name the arguments.
  ar: ar as unknown as Messages,
};

/** Whether the words are there: see the browser's, which waits for them. */
export const need = (locale: Locale, namespace: Namespace): boolean => namespace in catalogue[locale]!;
