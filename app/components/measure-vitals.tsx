import { useMatches } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { apiPaths } from "#app/paths.ts";

/**
 * Measures how the page is for the person before it (web-vitals, loaded when the browser is idle) and tells the server
 * once they turn away from it. The page that was opened first stands for all that is measured of its document.
 */
export function MeasureVitals() {
  const route = useRef(useMatches().at(-1)?.id);
  useEffect(() => {
    const values = new Map<string, number>();
    const send = () => {
      if (document.visibilityState !== "hidden" || values.size === 0) return;
      const told = [...values].map(([metric, value]) => ({ metric, value }));
      values.clear();
      navigator.sendBeacon(apiPaths.vitals(), JSON.stringify({ route: route.current, values: told }));
    };
    const begin = async () => {
      const { onCLS, onFCP, onINP, onLCP, onTTFB } = await import("web-vitals");
      for (const measure of [onCLS, onFCP, onINP, onLCP, onTTFB])
        measure(({ name, value }) => void values.set(name, value));
      document.addEventListener("visibilitychange", send);
    };
    // A browser that lacks the way to wait, or the file, measures nothing.
    const whenIdle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 2_000));
    const waiting = whenIdle(() => void begin().catch(() => undefined));
    return () => {
      window.cancelIdleCallback?.(waiting as number);
      document.removeEventListener("visibilitychange", send);
    };
  }, []);
  return null;
}
