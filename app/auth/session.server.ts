import { redirect } from "@remix-run/node";
import { LRUCache } from "lru-cache";
import { chosenLocale, localeCookie } from "#app/auth/locale-cookie.ts";
import { can, type Permission } from "#app/auth/permissions.ts";
import { loginPath, signInAgainPath } from "#app/auth/redirect-target.ts";
import { sessionCookie } from "#app/auth/session-cookie.server.ts";
import {
  endSession,
  findSessionOwner,
  findSessionUser,
  startSession,
} from "#app/auth/session-store.server.ts";
import { cookieValue } from "#app/lib/cookie-value.ts";
import { db } from "#app/lib/db.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";
import { isLocale } from "#app/messages/locales.ts";
import { translatorFor } from "#app/messages/translate.ts";
import type { Role } from "#db/schema.ts";

export type SessionUser = { id: string; email: string; name: string; role: Role; locale: string };

/** Who is asking, or null. One database read at most every five seconds a session. */
export async function getUser(request: Request): Promise<SessionUser | null> {
  return userOfCookies(request.headers.get("cookie"));
}

/** The same for whoever has the Cookie header alone. */
export async function userOfCookies(cookies: string | null | undefined): Promise<SessionUser | null> {
  const token = await readToken(cookies);
  return token ? findSessionUser(db(), token) : null;
}

/**
 * Who is asking; throws a redirect to the sign-in page, which comes back here. A form sent without script goes along
 * (307), so that what was typed in it is not lost; with script the page itself keeps it.
 */
export async function requireUser(request: Request): Promise<SessionUser> {
  const user = await getUser(request);
  if (user) return user;
  const back = cameFrom(request);
  if (!isPlainForm(request)) throw redirect(loginPath(back));
  throw redirect(signInAgainPath(back), { status: 307, headers: await formerLanguage(request) });
}

/** Whose session the browser's cookie names, also when it is over; null once its row is gone. It lets nobody in. */
export async function formerUserId(request: Request): Promise<string | null> {
  return (await findFormerUser(request))?.id ?? null;
}

async function findFormerUser(request: Request) {
  const token = await readToken(request.headers.get("cookie"));
  return token ? findSessionOwner(db(), token) : null;
}

/** A browser that chose no language goes on in that of whoever was signed in here: in the middle of a form it does not change. */
async function formerLanguage(request: Request): Promise<HeadersInit> {
  const locale = chosenLocale(request) ? null : (await findFormerUser(request))?.locale;
  return isLocale(locale) ? { "Set-Cookie": localeCookie(locale) } : {};
}

/**
 * Staff with this permission. Throws a redirect when signed out, a 403 `{message, permission, role, act}` when not
 * permitted: `act` is what the permission allows, in the person's words.
 */
export async function requireStaff(request: Request, permission: Permission): Promise<SessionUser> {
  const user = await requireUser(request);
  if (can(user.role, permission)) return user;
  throw Response.json(
    {
      message: `Your account (${user.role}) may not do this. Ask an owner or admin for the permission “${permission}”.`,
      permission,
      role: user.role,
      act: translatorFor(isLocale(user.locale) ? user.locale : "en", "permissions")(permission),
    },
    { status: 403, statusText: "Forbidden" },
  );
}

/**
 * Signs this browser in with a new token, ending the session it held before: a token planted
 * beforehand is worth nothing. The answer's Set-Cookie headers.
 */
export async function signIn(request: Request, userId: string, ip: string | null): Promise<Headers> {
  const before = await readToken(request.headers.get("cookie"));
  const token = await startSession(db(), { userId, ip, userAgent: request.headers.get("user-agent") });
  if (before) await endSession(db(), before);
  return new Headers({ "Set-Cookie": await sessionCookie().serialize(token) });
}

/** Ends this browser's session. The answer's Set-Cookie headers. */
export async function signOut(request: Request): Promise<Headers> {
  const token = await readToken(request.headers.get("cookie"));
  if (token) await endSession(db(), token);
  return new Headers({ "Set-Cookie": await sessionCookie().serialize("", { maxAge: 0 }) });
}

/** Tokens by the signed text that carries them, which says the same for ever: checking it anew each time took longer than a kept answer. */
const tokens = () => singleton("session-tokens", () => new LRUCache<string, string>({ max: 10_000 }));

/** The cookie's token if one of our secrets signed it. */
async function readToken(cookies: string | null | undefined): Promise<string | null> {
  const { name } = sessionCookie();
  const signed = cookieValue(cookies ?? undefined, name);
  if (!signed) return null;
  const known = tokens().get(signed);
  if (known) return known;
  // This text and no other: what is remembered under it must be what it says, whatever else the header holds.
  const token: unknown = await sessionCookie().parse(`${name}=${signed}`);
  if (typeof token !== "string" || token.length === 0) return null;
  tokens().set(signed, token);
  return token;
}

/** Browsers ask for a document where a form is sent without script; a script that sends it does not. */
const isPlainForm = (request: Request) =>
  request.method === "POST" && /\btext\/html\b/.test(request.headers.get("accept") ?? "");

/** The page to come back to: a posted form has none of its own, so the page that held it. */
function cameFrom(request: Request): string {
  const own = new URL(request.url);
  if (request.method === "GET" || request.method === "HEAD") return own.pathname + own.search;
  const referrer = request.headers.get("referer");
  if (!referrer || !URL.canParse(referrer)) return "";
  const page = new URL(referrer);
  return page.host === own.host ? page.pathname + page.search : "";
}
