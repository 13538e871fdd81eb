import { isRouteErrorResponse } from "@remix-run/react";
import { reportError } from "#app/components/report-error.ts";
import { isUnreachable } from "#app/components/unreachable.ts";

export type DescribedError =
  | { kind: "unreachable" }
  | { kind: "not_found" }
  /** `act`: what it allows, in words. `role`: of whoever asked, where the frame around the page could not be loaded to tell. */
  | { kind: "forbidden"; permission: string | null; act: string | null; role: string | null }
  | { kind: "too_many" }
  /** `again`: it was only being loaded, so asking once more does nothing twice. `away`: the database was. */
  | { kind: "failed"; errorId: string | null; again: boolean; away?: boolean };

/** What a boundary was handed, in the words it can act on. A fault that began in this browser is reported under its id. */
export function describeError(error: unknown, requestId: string | null): DescribedError {
  if (isUnreachable(error)) return { kind: "unreachable" };
  if (!isRouteErrorResponse(error))
    return { kind: "failed", errorId: errorIdOf(error, requestId), again: false };
  const data = error.data as Partial<Told> | null;
  if (error.status === 404) return { kind: "not_found" };
  if (error.status === 403)
    return {
      kind: "forbidden",
      permission: data?.permission ?? null,
      act: data?.act ?? null,
      role: data?.role ?? null,
    };
  if (error.status === 429) return { kind: "too_many" };
  return {
    kind: "failed",
    errorId: data?.errorId ?? requestId,
    again: data?.again === true,
    away: error.status === 503,
  };
}

/** What the server says in its refusals: guard-routes.server.ts, session.server.ts. */
interface Told {
  errorId: string;
  again: boolean;
  permission: string;
  act: string;
  role: string;
}

/** The id under which an error is in the log. While the server draws, and for what it drew, that is the request's own. */
export function errorIdOf(error: unknown, requestId: string | null): string | null {
  const drawnByServer =
    typeof window === "undefined" || (error instanceof Error && error.message === "Unexpected Server Error");
  return drawnByServer ? requestId : reportError(error);
}
