import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { reportUncaught } from "#app/components/report-error.ts";
import { rememberScript } from "#app/components/script-cookie.ts";
import { loadMessages } from "#app/messages/load-messages.ts";
import { localeOfTag } from "#app/messages/locales.ts";
import { WordsProvider } from "#app/messages/words-provider.tsx";

reportUncaught();
rememberScript();

const locale = localeOfTag(document.documentElement.lang) ?? "en";

loadMessages(locale).then((messages) =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <WordsProvider locale={locale} messages={messages}>
          <RemixBrowser />
        </WordsProvider>
      </StrictMode>,
    );
  }),
);
