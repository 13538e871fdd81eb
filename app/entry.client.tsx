import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { reportUncaught } from "#app/components/report-error.ts";
import { rememberScript } from "#app/components/script-cookie.ts";
import { loadWords } from "#app/messages/catalogue.browser.ts";
import { localeOfTag } from "#app/messages/locales.ts";
import { alwaysSpoken } from "#app/messages/spoken.ts";
import { WordsProvider } from "#app/messages/words-provider.tsx";

reportUncaught();
rememberScript();

const locale = localeOfTag(document.documentElement.lang) ?? "en";

const hydrate = () =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <WordsProvider locale={locale}>
          <RemixBrowser />
        </WordsProvider>
      </StrictMode>,
    );
  });

// Words that do not come are asked for again by whatever needs them.
const spoken = window.bursarWords ?? alwaysSpoken;
Promise.allSettled(spoken.map((namespace) => loadWords(locale, namespace))).then(hydrate);
