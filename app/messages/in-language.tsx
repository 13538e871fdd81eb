import { type ReactNode, Suspense } from "react";
import { IntlProvider } from "use-intl";
import { directionOf, intlTags, type Locale } from "#app/messages/locales.ts";
import { SpokenContext } from "#app/messages/spoken.ts";
import { useLocale } from "#app/messages/use-locale.ts";
import { catalogue } from "#messages";

/**
 * A part of a page in another language than the document's: what somebody else reads. Its words are brought into a
 * browser when they are first drawn; what the server drew stands until then.
 */
export function InLanguage({ locale, children }: { locale: Locale; children: ReactNode }) {
  if (useLocale() === locale) return children;
  return (
    <div lang={locale} dir={directionOf(locale)}>
      <SpokenContext.Provider value={null}>
        <IntlProvider locale={intlTags[locale]} messages={catalogue[locale]} timeZone="UTC">
          <Suspense fallback={null}>{children}</Suspense>
        </IntlProvider>
      </SpokenContext.Provider>
    </div>
  );
}
