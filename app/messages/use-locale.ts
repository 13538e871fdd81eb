import { useLocale as useIntlLocale } from "use-intl";
import { type Locale, localeOfTag } from "#app/messages/locales.ts";

/** The language of this document: "en" or "ar". */
export function useLocale(): Locale {
  return localeOfTag(useIntlLocale()) ?? "en";
}
