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
