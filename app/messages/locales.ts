/** The languages of the product. Cookie, `users.locale` and the address of a catalogue say them so. */
export const locales = ["en", "ar"] as const;
export type Locale = (typeof locales)[number];

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);

/** What each language calls itself. */
export const localeNames: Record<Locale, string> = { en: "English", ar: "العربية" };

/** What Intl is told: Arabic as Egypt writes it, with the digits 0-9 that amounts and ids have everywhere. */
export const intlTags = { en: "en", ar: "ar-EG-u-nu-latn" } as const;
export type IntlTag = (typeof intlTags)[Locale];

export const directionOf = (locale: Locale): "ltr" | "rtl" => (locale === "ar" ? "rtl" : "ltr");

/** Our language for what Intl, a browser or a document calls it: "ar-EG" is "ar". Null for any other. */
export function localeOfTag(tag: string): Locale | null {
  const language = tag.trim().toLowerCase().split(/[-_]/)[0];
  return isLocale(language) ? language : null;
}

/** The first of ours in an Accept-Language header, by its weights; null when it names none. */
export function acceptedLocale(header: string | null): Locale | null {
  const wanted = (header ?? "").split(",").map((one, place) => {
    const [tag = "", ...parameters] = one.split(";");
    const weight = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean);
    return { locale: localeOfTag(tag), weight: Number(weight ?? 1), place };
  });
  const ours = wanted.filter(({ locale, weight }) => locale && weight > 0);
  return ours.sort((a, b) => b.weight - a.weight || a.place - b.place)[0]?.locale ?? null;
}
