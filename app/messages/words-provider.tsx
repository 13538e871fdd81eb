import type { ReactNode } from "react";
import { IntlProvider } from "use-intl";
import type { Messages } from "#app/messages/en.ts";
import { intlTags, type Locale } from "#app/messages/locales.ts";

/** Around everything, outside Remix: the words are there for error pages too. A document has one language for its life. */
export function WordsProvider({
  locale,
  messages,
  children,
}: {
  locale: Locale;
  messages: Messages;
  children: ReactNode;
}) {
  return (
    // Instants are written by school-time.ts in the school's zone; messages hold none.
    <IntlProvider locale={intlTags[locale]} messages={messages} timeZone="UTC">
      {children}
    </IntlProvider>
  );
}
