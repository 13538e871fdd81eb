import { isRouteErrorResponse } from "@remix-run/react";
import { reportError } from "#app/components/report-error.ts";

export type DescribedError =
  | { kind: "unreachable" }
  | { kind: "not_found" }
  /** `role`: of whoever asked, where the frame around the page could not be loaded to tell. */
  | { kind: "forbidden"; permission: string | null; role: string | null }
  | { kind: "too_many" }
  | { kind: "failed"; errorId: string | null };

/** What a boundary was handed, in the words it can act on. A fault that began in this browser is reported under its id. */
export function describeError(error: unknown, requestId: string | null): DescribedError {
  if (isUnreachable(error)) return { kind: "unreachable" };
  if (!isRouteErrorResponse(error)) return { kind: "failed", errorId: idOf(error, requestId) };
  const data = error.data as { errorId?: string; permission?: string; role?: string } | null;
  if (error.status === 404) return { kind: "not_found" };
  if (error.status === 403)
    return { kind: "forbidden", permission: data?.permission ?? null, role: data?.role ?? null };
  if (error.status === 429) return { kind: "too_many" };
  return { kind: "failed", errorId: data?.errorId ?? requestId };
}

/** True if the server was never reached: nothing is broken, and nothing was recorded. Each browser has its own words. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
}

/** While the server draws, and for what it drew, the request's own id is in its log. */
function idOf(error: unknown, requestId: string | null): string | null {
  const drawnByServer =
    typeof window === "undefined" || (error instanceof Error && error.message === "Unexpected Server Error");
  return drawnByServer ? requestId : reportError(error);
}
