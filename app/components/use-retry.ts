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
 * Loads the page's data, or what else is given, again by itself while `failing`: after 2 s, 4 s, … at most six times,
 * only in a visible tab, and at once when the device is back online.
 * Only loaders are asked, so nothing is done twice.
 */
export function useRetry(failing: boolean, part?: { load: () => void; busy: boolean }): void {
  const { revalidate, state } = useRevalidator();
  const [tries, setTries] = useState(0);
  const latest = useRef({ load: revalidate, busy: false });
  latest.current = part ?? { load: revalidate, busy: state !== "idle" };
  useEffect(() => {
    if (!failing) setTries(0);
    else if (tries < mostTries) {
      const timer = setTimeout(() => {
        setTries(tries + 1);
        if (document.visibilityState === "visible" && !latest.current.busy) latest.current.load();
      }, waitBeforeTry(tries));
      return () => clearTimeout(timer);
    }
  }, [failing, tries]);
  useEffect(() => {
    if (!failing) return;
    const back = () => void (latest.current.busy || latest.current.load());
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
  }, [failing]);
}
