import { isUnreachable } from "#app/components/unreachable.ts";
import { newId } from "#app/lib/ids.ts";
import { apiPaths } from "#app/paths.ts";

/** A page that fails in a circle says so this often, and no more. */
const mostReports = 5;

const known = new WeakMap<object, string>();
let reports = 0;

/** Sends what went wrong in this browser to the log, once; returns the id under which it is there. */
export function reportError(error: unknown): string {
  const thrown = error instanceof Error ? error : new Error(String(error));
  const id = known.get(thrown) ?? newId("err");
  if (known.has(thrown) || typeof window === "undefined") return id;
  known.set(thrown, id);
  if (reports >= mostReports) return id;
  reports += 1;
  const report = {
    errorId: id,
    name: thrown.name.slice(0, 80),
    message: thrown.message.slice(0, 300),
    stack: (thrown.stack ?? "").slice(0, 2_000),
    path: window.location.pathname,
  };
  // Text, so that no permission of another origin is asked for; the page may be going away.
  navigator.sendBeacon?.(apiPaths.clientErrors(), JSON.stringify(report));
  return id;
}

/** Reports what no boundary caught, but not that the server was out of reach: that is nobody's fault. Call once. */
export function reportUncaught(): void {
  window.addEventListener("error", (event) => event.error && reportError(event.error));
  window.addEventListener("unhandledrejection", (event) => {
    const { reason } = event;
    // A load that another overtook was given up on purpose: the console need not hear of it either.
    if (reason instanceof Error && reason.name === "AbortError") event.preventDefault();
    else if (reason instanceof Error && !isUnreachable(reason)) reportError(reason);
  });
}
