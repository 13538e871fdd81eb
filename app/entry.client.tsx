import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { reportUncaught } from "#app/components/report-error.ts";
import { rememberScript } from "#app/components/script-cookie.ts";
import { listWords, loadWords } from "#app/messages/catalogue.browser.ts";
import type { Namespace } from "#app/messages/en.ts";
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

/**
 * Remix reads what the loaders said while it draws for the first time, and has React wait for it with nothing around
 * to wait in. A click in that moment is more than React 18 can take (its error 345: the page stays dead), so Remix
 * reads before React begins. Drawn outside of React it gets as far as what it waits for.
 */
async function readLoaded(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (waiting) {
    // Anything else is thrown again when React draws, where the error page catches it.
    if (waiting instanceof Promise) await waiting;
  }
}

// Words that do not come are asked for again by whatever needs them.
const spoken = window.bursarWords ?? Object.fromEntries(alwaysSpoken.map((namespace) => [namespace, null]));
const words = Object.entries(spoken).map(([namespace, address]) =>
  loadWords(locale, namespace as Namespace, address),
);
Promise.allSettled([readLoaded(), ...words]).then(() => {
  hydrate();
  // The next page may say more. Asked for only then, the list may meet a way that is cut: a browser remembers that it
  // failed, and has no words for any other page until the document is loaded anew.
  listWords(locale).catch(() => undefined);
});
