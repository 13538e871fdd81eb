import { ar } from "#app/messages/ar.ts";
import { en, type Messages } from "#app/messages/en.ts";
import type { Locale } from "#app/messages/locales.ts";

/**
 * Every catalogue: what servers and tests have. Imported as `#messages`, which is catalogue.browser.ts for browsers
 * (package.json, "imports"): they hold only the language of their document.
 */
export const catalogue: Partial<Record<Locale, Messages>> = {
  en,
  // The same keys, held by `satisfies` in ar.ts; keys' types carry the English words.
  ar: ar as unknown as Messages,
};
