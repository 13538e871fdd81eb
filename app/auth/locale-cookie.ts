import { isLocale, type Locale } from "#app/messages/locales.ts";

const yearInSeconds = 365 * 24 * 3600;

/** The Set-Cookie header that keeps a browser's choice of language. Carries nothing personal. */
export const localeCookie = (locale: Locale) =>
  `locale=${locale}; Path=/; SameSite=Lax; Max-Age=${yearInSeconds}`;

export function chosenLocale(request: Request): Locale | null {
  const value = /(?:^|;\s*)locale=([^;]*)/.exec(request.headers.get("Cookie") ?? "")?.[1];
  return isLocale(value) ? value : null;
}
