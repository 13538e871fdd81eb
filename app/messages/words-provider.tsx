import type { ReactNode } from "react";
import { IntlProvider } from "use-intl";
import { intlTags, type Locale } from "#app/messages/locales.ts";
import { type Spoken, SpokenContext } from "#app/messages/spoken.ts";
import { catalogue } from "#messages";

/** Around everything, outside Remix: the words are there for error pages too. A document has one language for its life. */
export function WordsProvider({
  locale,
  spoken = null,
  children,
}: {
  locale: Locale;
  spoken?: Spoken | null;
  children: ReactNode;
}) {
  return (
    <SpokenContext.Provider value={spoken}>
      {/* Instants are written by school-time.ts in the school's zone; messages hold none. */}
      <IntlProvider locale={intlTags[locale]} messages={catalogue[locale]} timeZone="UTC">
        {children}
      </IntlProvider>
    </SpokenContext.Provider>
  );
}
