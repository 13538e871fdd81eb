import type { Messages } from "#app/messages/en.ts";
import type { Locale } from "#app/messages/locales.ts";
import { catalogue } from "#messages";

const sources: Record<Locale, () => Promise<Messages>> = {
  en: () => import("#app/messages/en.ts").then(({ en }) => en),
  ar: () => import("#app/messages/ar.ts").then(({ ar }) => ar as unknown as Messages),
};

/** Brings one language's words, and those alone, into this browser. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const messages = catalogue[locale] ?? (await sources[locale]());
  catalogue[locale] = messages;
  return messages;
}
