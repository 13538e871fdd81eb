import { type Cursor, parseCursor } from "#app/features/outbox/cursor.ts";

/**
 * What a browser already knows of: its own last write, and the last event it heard. Sent along as cookies, so that a
 * process which has not read that far answers past its cache. They prove nothing and open nothing.
 */
export const seenCookies = { wrote: "bursar-wrote", heard: "bursar-heard" } as const;

/** Longer than a process is ever behind while it says that it is current. */
const lifeSeconds = 15;

/** The Set-Cookie header of an answer to a write. */
export const wroteCookie = (cursor: string, secure: boolean): string =>
  `${seenCookies.wrote}=${cursor}; Path=/; Max-Age=${lifeSeconds}; SameSite=Lax; HttpOnly${secure ? "; Secure" : ""}`;

const settledName = "bursar-settled";

/** The Set-Cookie header that tells the page that wrote: what it loads from now on has all up to this cursor in it. */
export const settledCookie = (cursor: string, secure: boolean): string =>
  `${settledName}=${cursor}; Path=/; Max-Age=${lifeSeconds}; SameSite=Lax${secure ? "; Secure" : ""}`;

/** … and of an answer after which its page loads nothing: whatever moved while it was sent is still news there. */
export const unsettledCookie = (secure: boolean): string =>
  `${settledName}=; Path=/; Max-Age=0; SameSite=Lax${secure ? "; Secure" : ""}`;

/** In the browser, once its action was answered: up to where the echo of its write is no news. Empty if unknown. */
export function readSettled(): string {
  const value = new RegExp(`(?:^|;\\s*)${settledName}=([^;]*)`).exec(document.cookie)?.[1];
  return parseCursor(value) ? value! : "";
}

/** In the browser, before loading anew because of an event: whichever process answers must have read that event. */
export function rememberHeard(cursor: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${seenCookies.heard}=${cursor}; path=/; max-age=${lifeSeconds}; samesite=lax`;
}

/** The cursors a Cookie header carries. `unreadable` stands for one that nobody here wrote. */
export function seenCursors(cookieHeader: string | undefined): Array<Cursor | "unreadable"> {
  if (!cookieHeader?.includes("bursar-")) return [];
  return Object.values(seenCookies).flatMap((name) => {
    const value = new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(cookieHeader)?.[1];
    return value === undefined ? [] : [parseCursor(value) ?? "unreadable"];
  });
}
