import { Link, type LinkProps } from "@remix-run/react";

/**
 * A link to where its reader most likely goes next: pointed at or focused, it fetches that page's code, and has the
 * server load its data and keep them. `first`: of many alike (a list's rows), the one by which the browser asks what
 * kind of page they lead to; it need not ask for each.
 */
export function ReadyLink({ first = true, ...rest }: LinkProps & { first?: boolean }) {
  return <Link prefetch="intent" discover={first ? "render" : "none"} {...rest} />;
}
