import { chosenLocale } from "#app/auth/locale-cookie.ts";
import { getUser } from "#app/auth/session.server.ts";
import { log } from "#app/lib/logger.server.ts";
import { acceptedLocale, isLocale, type Locale } from "#app/messages/locales.ts";

/** The language to answer in: the person's own, then this browser's choice, then what it asks for, then English. */
export async function localeOf(request: Request): Promise<Locale> {
  const own = await personalLocale(request);
  return own ?? chosenLocale(request) ?? acceptedLocale(request.headers.get("Accept-Language")) ?? "en";
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
