import { getUser } from "#app/auth/session.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { acceptedLocale, isLocale, type Locale } from "#app/messages/locales.ts";

const yearInSeconds = 365 * 24 * 3600;

/** The language to answer in: the person's own, then this browser's choice, then what it asks for, then English. */
export async function localeOf(request: Request): Promise<Locale> {
  const own = await personalLocale(request);
  return own ?? chosenLocale(request) ?? acceptedLocale(request.headers.get("Accept-Language")) ?? "en";
}

/** The Set-Cookie header that keeps the choice. Carries nothing personal. */
export const localeCookie = (locale: Locale) =>
  `locale=${locale}; Path=/; SameSite=Lax; Max-Age=${yearInSeconds}`;

function chosenLocale(request: Request): Locale | null {
  const value = /(?:^|;\s*)locale=([^;]*)/.exec(request.headers.get("Cookie") ?? "")?.[1];
  return isLocale(value) ? value : null;
}

/** A page whose loaders can do without the database must not fail for its language. */
async function personalLocale(request: Request): Promise<Locale | null> {
  try {
    const user = await getUser(request);
    return isLocale(user?.locale) ? user.locale : null;
  } catch (error) {
    log.warn({ err: error }, "language read from the browser: the session could not be read");
    return null;
  }
}
