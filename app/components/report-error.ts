import { isUnreachable } from "#app/components/unreachable.ts";
import { newId } from "#app/lib/ids.ts";
import { apiPaths } from "#app/paths.ts";

/** A page that fails in a circle says so this often a minute, and no more. */
const mostReports = 5;

const known = new WeakMap<object, string | null>();
let reports: number[] = [];

/** Sends what went wrong in this browser to the log, once; returns the id under which it is there, null where it is not. */
export function reportError(error: unknown): string | null {
  const thrown = error instanceof Error ? error : new Error(String(error));
  const before = known.get(thrown);
  if (before !== undefined) return before;
  const id = send(thrown);
  known.set(thrown, id);
  return id;
}

function send(thrown: Error): string | null {
  if (typeof window === "undefined") return null;
  const now = Date.now();
  reports = reports.filter((at) => now - at < 60_000);
  if (reports.length >= mostReports) return null;
  reports.push(now);
  const errorId = newId("err");
  const report = {
    errorId,
    name: thrown.name.slice(0, 80),
    message: thrown.message.slice(0, 300),
    stack: (thrown.stack ?? "").slice(0, 2_000),
    path: window.location.pathname.slice(0, 300),
  };
  // Text, so that no permission of another origin is asked for; the page may be going away.
  return navigator.sendBeacon?.(apiPaths.clientErrors(), JSON.stringify(report)) ? errorId : null;
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
