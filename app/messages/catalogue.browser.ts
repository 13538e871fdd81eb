import type { Messages, Namespace } from "#app/messages/en.ts";
import type { Locale } from "#app/messages/locales.ts";

type Words = Messages[Namespace];

const sources = import.meta.glob<{ default: Words }>(["./en/*.ts", "./ar/*.ts"]);
const held: Record<Locale, Partial<Record<Namespace, Words>>> = { en: {}, ar: {} };
const coming = new Map<string, Promise<void>>();

/** What this browser has brought in so far; it grows in place. */
export const catalogue = held as unknown as Record<Locale, Messages>;

/** Brings a namespace's words in one language into this browser, once. */
export function loadWords(locale: Locale, namespace: Namespace): Promise<void> {
  const file = `./${locale}/${namespace}.ts`;
  let load = coming.get(file);
  if (!load) {
    load = sources[file]!().then(
      (words) => {
        held[locale][namespace] = words.default;
      },
      (error: unknown) => {
        coming.delete(file);
        throw error;
      },
    );
    coming.set(file, load);
  }
  return load;
}

/** Called while a component draws: without these words it waits for them, as for any lazy part (React's Suspense). */
export function need(locale: Locale, namespace: Namespace): boolean {
  if (!held[locale][namespace]) throw loadWords(locale, namespace);
  return true;
}
