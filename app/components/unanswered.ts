import { isRouteErrorResponse } from "@remix-run/react";
import { isUnreachable } from "#app/components/unreachable.ts";

/** In the place of an answer that never came: the way to the server was cut (no id), or the server failed under this id. */
export interface Unanswered {
  unanswered: true;
  errorId: string | null;
}

/**
 * Asks the server from a `clientAction` whose page must stand whatever comes: an answer that never came is one more
 * answer, told where the press was. Nothing is loaded anew for it (lib/reload-scope.ts): that would not come either.
 */
export async function askOrTell<Answer>(ask: () => Promise<Answer>): Promise<Answer | Unanswered> {
  try {
    return await ask();
  } catch (error) {
    if (isUnreachable(error)) return { unanswered: true, errorId: null };
    if (!isRouteErrorResponse(error) || error.status < 500) throw error;
    const { errorId } = (error.data ?? {}) as { errorId?: string };
    return { unanswered: true, errorId: errorId ?? null };
  }
}

/** In the place of the page that a form without script is led on to: the press stays where it is and says so there. */
export interface Kept {
  kept: true;
}

/**
 * As `askOrTell`, for a press at `url` that the server answers by leading on to the same page. A fetcher's redirect is
 * dropped when a load of the page began meanwhile, as any live event may begin one: the answer would be lost.
 */
export async function askOrTellHere<Answer>(
  url: string,
  ask: () => Promise<Answer>,
): Promise<Answer | Unanswered | Kept> {
  try {
    return await askOrTell(ask);
  } catch (error) {
    const to = error instanceof Response && error.headers.get("location");
    if (to && new URL(to, url).pathname === new URL(url).pathname) return { kept: true };
    throw error;
  }
}
