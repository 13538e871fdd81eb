import { Link, type LinkProps } from "@remix-run/react";

/**
 * A link to where its reader most likely goes next: pointed at or focused, it fetches that page's code, and has the
 * server load its data and keep them.
 */
export function ReadyLink(props: LinkProps) {
  return <Link prefetch="intent" {...props} />;
}
