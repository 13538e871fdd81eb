import { useLocation } from "@remix-run/react";
import { buttonClass } from "#app/components/button-class.ts";
import { ErrorPanel } from "#app/components/error-panel.tsx";

/** True if the server was never reached: nothing is broken, and nothing was recorded. Each browser has its own words. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
}

/** For a page that did not arrive because the way to the server is cut. */
export function Unreachable() {
  const { pathname, search } = useLocation();
  return (
    <ErrorPanel
      title="No connection"
      actions={
        <a href={`${pathname}${search}`} className={buttonClass("primary", "normal")}>
          Load this page again
        </a>
      }
    >
      <p>
        This device is offline, or the server cannot be reached right now. Nothing has changed by that:
        payments that were made are recorded. Try again when you are connected.
      </p>
    </ErrorPanel>
  );
}
