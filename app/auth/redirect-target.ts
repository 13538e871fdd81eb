import { isStaff } from "#app/auth/permissions.ts";
import type { Role } from "#db/schema.ts";

const nowhere = "http://nowhere.invalid";

/**
 * A path of this site (with its query) to go to after signing in; anything else becomes the fallback.
 * The address is resolved as a browser would before it is judged: `/\evil.example`, `/%09/…` and `/.//evil.example`
 * all look like paths and are not.
 */
export function redirectTarget(wanted: unknown, fallback = "/courses"): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/") || !URL.canParse(wanted, nowhere))
    return fallback;
  const url = new URL(wanted, nowhere);
  const path = url.pathname + url.search;
  if (url.origin !== nowhere || path.startsWith("//")) return fallback;
  // Back to the sign-in pages would be a circle, and /logout has nothing to show.
  return /^\/(login|register|logout)(\/|$|\.)/.test(url.pathname) ? fallback : path;
}

/** `/login?redirectTo=…` that comes back to this path. */
export function loginPath(backTo: string): string {
  const target = redirectTarget(backTo, "");
  return target ? `/login?redirectTo=${encodeURIComponent(target)}` : "/login";
}

/** Where a form without script is carried to whose session is over: what was typed in it is kept there. */
export function signInAgainPath(backTo: string): string {
  return loginPath(backTo).replace("/login", "/login/again");
}

/** Where a person begins who was on the way to nowhere. */
export const homeOf = (role: Role) => (isStaff(role) ? "/admin" : "/courses");

/** The path of this same host that a form was posted from, with its query; null for anything else. */
export function pageBefore(request: Request): string | null {
  const referer = request.headers.get("Referer");
  if (!referer || !URL.canParse(referer)) return null;
  const from = new URL(referer);
  // Behind a proxy the scheme may differ; the host is what the browser asked for.
  return from.host === new URL(request.url).host ? `${from.pathname}${from.search}` : null;
}
