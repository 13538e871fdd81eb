import { Form } from "@remix-run/react";
import Languages from "lucide-react/icons/languages";
import { localeNames, locales } from "#app/messages/locales.ts";
import { useLocale } from "#app/messages/use-locale.ts";
import { useTranslations } from "#app/messages/use-translations.ts";
import { paths } from "#app/paths.ts";

/** The other language, in its own words. A full load: the document changes its direction and words as one. */
export function LanguageSwitch() {
  const current = useLocale();
  const t = useTranslations("common");
  return (
    <Form
      method="post"
      action={paths.language()}
      reloadDocument
      aria-label={t("language.label")}
      className="no-print"
    >
      {locales.map((locale) =>
        locale === current ? null : (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={locale}
            className="inline-flex min-h-8 items-center gap-1.5 rounded-md border border-line px-2.5 text-sm text-ink-muted hover:text-ink pointer-coarse:min-h-11"
          >
            <Languages size={16} aria-hidden />
            {localeNames[locale]}
          </button>
        ),
      )}
    </Form>
  );
}
