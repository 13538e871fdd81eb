import { useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";

/** A `<details>` used as a menu: Escape, a press elsewhere and a new page close it. It opens without script. */
export function useClosingDetails() {
  const details = useRef<HTMLDetailsElement>(null);
  // It may have been opened before the script was there: a new key per page closes it.
  const { key } = useLocation();
  useEffect(() => {
    const close = (event: Event) => {
      const element = details.current;
      if (!element?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== "Escape") return;
        element.querySelector("summary")?.focus();
      } else if (element.contains(event.target as Node)) return;
      element.open = false;
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    };
  }, []);
  return { key, details };
}
