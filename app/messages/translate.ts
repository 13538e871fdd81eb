import { createTranslator } from "use-intl/core";
import type { Messages, Namespace } from "#app/messages/en.ts";
import { intlTags, type Locale } from "#app/messages/locales.ts";
import { catalogue } from "#messages";

/** The words of one namespace in one language: what `useTranslations` gives a component. */
export type Translate<Name extends Namespace> = ReturnType<typeof createTranslator<Messages, Name>>;

const made = new Map<string, unknown>();

/**
 * A namespace's words outside components: mail, CSV, loaders, `meta`. In a browser only the language of the document
 * is there, and stands in for any other.
 */
export function translatorFor<Name extends Namespace>(locale: Locale, namespace: Name): Translate<Name> {
  const spoken = catalogue[locale] ? locale : (Object.keys(catalogue)[0] as Locale);
  const key = `${spoken} ${namespace}`;
  let translate = made.get(key) as Translate<Name> | undefined;
  if (!translate) {
    // Instants are written by school-time.ts in the school's zone; messages hold none.
    translate = createTranslator<Messages, Name>({
      locale: intlTags[spoken],
      messages: catalogue[spoken],
      namespace: namespace as never,
      timeZone: "UTC",
    }) as Translate<Name>;
    made.set(key, translate);
  }
  return translate;
}
