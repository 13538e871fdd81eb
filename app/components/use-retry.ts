import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";

const firstMs = 2_000;
const longestMs = 60_000;
const mostTries = 6;

/** How long to wait before the nth try (from 0), milliseconds: doubling, and never together with everyone else. */
export function waitBeforeTry(n: number, random = Math.random()): number {
  return Math.min(longestMs, firstMs * 2 ** n) * (0.75 + random / 2);
}

/**
 * Loads the page's data again by itself while `failing`: after 2 s, 4 s, … at most six times, only in a visible tab, and
 * at once when the device is back online.
 * Only loaders are asked, so nothing is done twice. `again` does it now; `busy` while it is on its way.
 */
export function useRetry(failing: boolean): { again: () => void; busy: boolean } {
  const { revalidate, state } = useRevalidator();
  const [tries, setTries] = useState(0);
  const latest = useRef({ revalidate, state });
  latest.current = { revalidate, state };
  useEffect(() => {
    if (!failing) setTries(0);
    else if (tries < mostTries) {
      const timer = setTimeout(() => {
        setTries(tries + 1);
        if (document.visibilityState === "visible" && latest.current.state === "idle")
          latest.current.revalidate();
      }, waitBeforeTry(tries));
      return () => clearTimeout(timer);
    }
  }, [failing, tries]);
  useEffect(() => {
    if (!failing) return;
    const back = () => latest.current.state === "idle" && latest.current.revalidate();
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
  }, [failing]);
  return { again: revalidate, busy: state === "loading" };
}
