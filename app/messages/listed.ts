import type { Locale } from "#app/messages/locales.ts";

/** Words one after the other: "owner, admin". Arabic has a comma of its own. */
export const listed = (words: readonly string[], locale: Locale): string =>
  words.join(locale === "ar" ? "، " : ", ");
