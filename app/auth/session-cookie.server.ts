import { type Cookie, createCookie } from "@remix-run/node";
import { env } from "#app/lib/env.server.ts";
import { singleton } from "#app/lib/singleton.server.ts";

/** A session's longest life, in seconds, however much it is used. */
export const absoluteLifeSeconds = 30 * 24 * 60 * 60;

/** The cookie that carries the session's token. SESSION_SECRET's first entry signs; each of its entries is accepted. */
export function sessionCookie(): Cookie {
  return singleton("session-cookie", () => makeSessionCookie(env().SESSION_SECRET, env().APP_URL));
}

export function makeSessionCookie(secrets: string[], appUrl: string): Cookie {
  const secure = appUrl.startsWith("https:");
  // Browsers take a __Host- cookie from this host alone, over TLS: no sibling domain can plant one.
  return createCookie(secure ? "__Host-bursar" : "bursar", {
    httpOnly: true,
    sameSite: "lax",
    secure,
    path: "/",
    secrets,
    maxAge: absoluteLifeSeconds,
  });
}
