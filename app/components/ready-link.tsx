import { Link, type LinkProps } from "@remix-run/react";
import { type SyntheticEvent, useRef } from "react";

/** Milliseconds. Who passes over a link sooner does not mean it: nothing is fetched. */
const meant = 150;
/** Milliseconds for which what was fetched is as good as fetched again. */
const fresh = 5_000;

/**
 * A link to where its reader most likely goes next: pointed at or focused, it fetches that page's code, and has the
 * server load its data and keep them; once, however often a pointer comes back within seconds.
 */
export function ReadyLink(props: LinkProps) {
  const since = useRef(0);
  const begin = () => {
    since.current ||= Date.now();
  };
  const end = (event: SyntheticEvent) => {
    const held = Date.now() - since.current;
    // Prevented, it keeps what it fetched; a link that let go of it would fetch it at the next touch.
    if (held > meant && held < fresh) event.preventDefault();
    else since.current = 0;
  };
  return (
    <Link
      prefetch="intent"
      onMouseEnter={begin}
      onFocus={begin}
      onTouchStart={begin}
      onMouseLeave={end}
      onBlur={end}
      {...props}
    />
  );
}
