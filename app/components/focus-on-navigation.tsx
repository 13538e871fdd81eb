import { useLocation, useNavigation, useNavigationType } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { announce } from "#app/components/announcer.tsx";

/** The page that was shown last. It outlives the frame: a page that failed brings a frame of its own. */
let shown: string | null = null;

/**
 * After a link to another page the focus goes to its content and the page's title is read out, as it would be after a
 * full load. A filter or a later page of the same list leaves the focus where it is, and so does a page that took it.
 * After a form was sent and refused, the focus goes to the first field that says why.
 */
export function FocusOnNavigation() {
  const { pathname, hash } = useLocation();
  const type = useNavigationType();
  const { state, formMethod } = useNavigation();
  const sent = useRef(false);
  useEffect(() => {
    if (state === "idle" && sent.current)
      document.querySelector<HTMLElement>("#main [aria-invalid=true]")?.focus();
    sent.current = state !== "idle" && formMethod?.toUpperCase() === "POST";
  }, [state, formMethod]);
  useEffect(() => {
    const before = shown;
    shown = pathname;
    if (before === null || before === pathname) return;
    announce(document.title, true);
    const focused = document.activeElement;
    const main = document.getElementById("main");
    if (hash || type === "REPLACE" || !main || (focused && focused !== main && main.contains(focused)))
      return;
    main.focus({ preventScroll: true });
  }, [pathname, hash, type]);
  return null;
}
