import { can, isStaff } from "#app/auth/permissions.ts";
import { type RouteHandle, usualMaxAgeSeconds } from "#app/auth/route-handle.ts";
import type { SessionUser } from "#app/auth/session.server.ts";
import type { Revisions } from "#app/features/outbox/revisions.server.ts";
import { seenCursors } from "#app/features/outbox/seen-cursor.ts";
import { cookieValue } from "#app/lib/cookie-value.ts";

/** Who asks for an answer, and what they know already. */
export interface Asking {
  user: SessionUser | null;
  cookies: string | undefined;
  acceptLanguage: string | undefined;
}

/** Whether the route's own declaration lets this person load it. Comes before any kept answer. */
export function mayRead(handle: RouteHandle, user: SessionUser | null): boolean {
  const { read } = handle.access;
  // What proves something else than a session is the route's own matter.
  if (read === undefined || read === "credential") return false;
  if (read === "anyone") return true;
  return user !== null && (read === "signed_in" || can(user.role, read));
}

/**
 * All that decides what a loader answers, as one text: two answers with the same label are the same. Null where none
 * may be kept: nothing is declared, this process does not know what changed lately, or the asker knows more than it.
 * Take it before the rows are read: a stale label costs one load, a label from afterwards would hide a change.
 */
export function answerLabel(
  handle: RouteHandle,
  asking: Asking,
  address: string,
  revisions: Revisions,
): string | null {
  const revision = revisionOf(handle, asking, revisions);
  if (revision === null) return null;
  const age = Math.floor(Date.now() / 1000 / (handle.maxAgeSeconds ?? usualMaxAgeSeconds));
  const language = asking.user?.locale ?? [localeCookie(asking.cookies), asking.acceptLanguage];
  return JSON.stringify([
    scopeOf(handle, asking.user),
    handle.ignoresAddress ? "/" : address,
    language,
    revision,
    age,
  ]);
}

function scopeOf({ scope = "user" }: RouteHandle, user: SessionUser | null) {
  if (scope === "everyone") return "everyone";
  if (!user) return "anonymous";
  return scope === "role" ? user.role : [user.id, user.role, user.name, user.email];
}

function revisionOf({ topics, own }: RouteHandle, asking: Asking, revisions: Revisions): string[] | null {
  if (!topics) return null;
  if (topics.length === 0) return [];
  const reached = seenCursors(asking.cookies).every(
    (cursor) => cursor !== "unreadable" && revisions.hasReached(cursor),
  );
  if (!reached) return null;
  const { user } = asking;
  const found =
    own && user && !isStaff(user.role)
      ? [revisions.ofStudent(user.id)]
      : topics.map((topic) => revisions.ofTopic(topic));
  return found.every((one) => one !== undefined) ? found : null;
}

/** The language somebody without an account chose. */
const localeCookie = (cookies: string | undefined) => cookieValue(cookies, "locale");
