import type { ReactNode } from "react";
import type { Locale } from "#app/messages/locales.ts";
import { WordsProvider } from "#app/messages/words-provider.tsx";

/** What entry.server and entry.client put around every page: the words of one language. */
export function Words({ locale = "en", children }: { locale?: Locale; children: ReactNode }) {
  return <WordsProvider locale={locale}>{children}</WordsProvider>;
}
