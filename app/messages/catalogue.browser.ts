import type { Messages, Namespace } from "#app/messages/en.ts";
import type { Locale } from "#app/messages/locales.ts";

type Words = Messages[Namespace];
type WordFile = { default: Words };
/** How to fetch each file of one language, by "./en/payments.ts". */
export type WordFiles = Record<string, () => Promise<WordFile>>;

const held: Record<Locale, Partial<Record<Namespace, Words>>> = { en: {}, ar: {} };
const coming = new Map<string, Promise<void>>();

/** What this browser has brought in so far; it grows in place. */
export const catalogue = held as unknown as Record<Locale, Messages>;

/** Where a language's files are: apart, since a document says itself where those are that it was drawn with. */
export const listWords = async (locale: Locale): Promise<WordFiles> =>
  (await (locale === "ar" ? import("#app/messages/files.ar.ts") : import("#app/messages/files.en.ts")))
    .default;

/** Brings a namespace's words in one language into this browser, once; from `address` if that is known. */
export function loadWords(locale: Locale, namespace: Namespace, address?: string | null): Promise<void> {
  const file = `./${locale}/${namespace}.ts`;
  let load = coming.get(file);
  if (!load) {
    load = (
      address
        ? (import(/* @vite-ignore */ address) as Promise<WordFile>)
        : listWords(locale).then((files) => files[file]!())
    ).then(
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
