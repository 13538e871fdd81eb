import { useEffect, useState } from "react";

/** Seconds between two announcements: a busy hour must not talk over its listener. */
const spacingMs = 5_000;

let waiting: string | null = null;
let wake: (() => void) | undefined;

/** Says this to screen readers, politely: at most one announcement every five seconds, the latest of what waits. */
export function announce(text: string): void {
  waiting = text;
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
      setSaid(waiting);
      waiting = null;
    };
    wake = () => {
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
