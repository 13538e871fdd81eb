import { createTranslator } from "use-intl/core";
import type { Messages, Namespace } from "#app/messages/en.ts";
import { intlTags, type Locale } from "#app/messages/locales.ts";
import { catalogue, need } from "#messages";

/** The words of one namespace in one language: what `useTranslations` gives a component. */
export type Translate<Name extends Namespace> = ReturnType<typeof createTranslator<Messages, Name>>;

const made = new Map<string, unknown>();

/**
 * A namespace's words outside components: mail, CSV, loaders, `meta`. In a browser, call it only while something is
 * drawn, in the language of the document.
 */
export function translatorFor<Name extends Namespace>(locale: Locale, namespace: Name): Translate<Name> {
  need(locale, namespace);
  const key = `${locale} ${namespace}`;
  let translate = made.get(key) as Translate<Name> | undefined;
  if (!translate) {
    // Instants are written by school-time.ts in the school's zone; messages hold none.
    translate = createTranslator<Messages, Name>({
      locale: intlTags[locale],
      messages: catalogue[locale],
      namespace: namespace as never,
      timeZone: "UTC",
    }) as Translate<Name>;
    made.set(key, translate);
  }
  return translate;
}
