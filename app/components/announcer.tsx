import { useEffect, useState } from "react";

/** Seconds between two announcements: a busy hour must not talk over its listener. */
const spacingMs = 5_000;

let waiting: { text: string; atOnce: boolean } | null = null;
let wake: (() => void) | undefined;

/**
 * Says this to screen readers, politely: of what changes by itself at most one announcement every five seconds, the latest
 * of what waits. `atOnce`, for what the listener did: where they are now does not wait behind changes, and none that
 * waited on the page they left is read after it.
 */
export function announce(text: string, atOnce = false): void {
  waiting = { text, atOnce };
  wake?.();
}

/** Once on a page: where announcements are read from. */
export function Announcer() {
  const [said, setSaid] = useState("");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastAt = Number.NEGATIVE_INFINITY;
    const say = () => {
      timer = undefined;
      if (waiting === null) return;
      lastAt = performance.now();
      const { text } = waiting;
      // The same words once more are read once more only if they differ.
      setSaid((before) => (before === text ? `${text}\u00a0` : text));
      waiting = null;
    };
    wake = () => {
      if (waiting?.atOnce) {
        clearTimeout(timer);
        return say();
      }
      timer ??= setTimeout(say, Math.max(0, lastAt + spacingMs - performance.now()));
    };
    wake();
    return () => {
      clearTimeout(timer);
      wake = undefined;
    };
  }, []);
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
