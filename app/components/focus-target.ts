import type { MouseEvent } from "react";

/** A link within the page, with script: no new address, with which the router would take a refusal on it for past. */
export function focusTarget(event: MouseEvent<HTMLAnchorElement>): void {
  event.preventDefault();
  document.getElementById(event.currentTarget.hash.slice(1))?.focus();
}
