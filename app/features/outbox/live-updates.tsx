import { useRevalidator } from "@remix-run/react";
import CloudOff from "lucide-react/icons/cloud-off";
import Radio from "lucide-react/icons/radio";
import RefreshCw from "lucide-react/icons/refresh-cw";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { type LiveEvent, type LiveState, LiveStream } from "#app/features/outbox/live-stream.ts";
import type { Topic } from "#db/schema.ts";

/** Milliseconds between two revalidations. */
const spacingMs = 500;

let stream: LiveStream | undefined;

function tabStream(): LiveStream {
  stream ??= new LiveStream();
  return stream;
}

/** Loads this page's data anew when one of these topics changes: at most twice a second, in a visible tab only. */
export function useLiveRevalidation(topics: readonly Topic[]): void {
  const { revalidate, state } = useRevalidator();
  const latest = useRef({ revalidate, state });
  latest.current = { revalidate, state };
  const key = topics.join(",");

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastAt = Number.NEGATIVE_INFINITY;
    let owed = false;
    const run = () => {
      timer = undefined;
      // A load under way may have read the rows before this change.
      if (document.visibilityState === "hidden" || latest.current.state === "loading") {
        owed = true;
        if (document.visibilityState === "visible") timer = setTimeout(run, spacingMs / 5);
        return;
      }
      owed = false;
      lastAt = performance.now();
      latest.current.revalidate();
    };
    const soon = () => {
      timer ??= setTimeout(run, Math.max(0, lastAt + spacingMs - performance.now()));
    };
    const caughtUp = () => {
      if (document.visibilityState === "visible" && owed) soon();
    };
    document.addEventListener("visibilitychange", caughtUp);
    const stop = tabStream().subscribe({ topics: key.split(",") as Topic[], onEvents: soon, onGap: soon });
    return () => {
      stop();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", caughtUp);
    };
  }, [key]);
}

/** Calls `fn` with each batch of these topics' events, oldest first. */
export function useLiveEvents(topics: readonly Topic[], fn: (events: LiveEvent[]) => void): void {
  const latest = useRef(fn);
  latest.current = fn;
  const key = topics.join(",");
  useEffect(
    () =>
      tabStream().subscribe({
        topics: key.split(",") as Topic[],
        onEvents: (events) => latest.current(events),
        onGap: () => undefined,
      }),
    [key],
  );
}

const looks = {
  live: {
    Icon: Radio,
    word: "Live",
    meaning: "Changes appear here by themselves.",
    tone: "text-success-ink",
  },
  reconnecting: {
    Icon: RefreshCw,
    word: "Reconnecting",
    meaning: "Changes appear once the connection is back.",
    tone: "text-ink-muted",
  },
  offline: {
    Icon: CloudOff,
    word: "Offline",
    meaning: "This device has no connection. What you see may be out of date.",
    tone: "text-warning-ink",
  },
} satisfies Record<LiveState, unknown>;

/** Whether what is on the screen follows the world. Nothing until the browser knows. */
export function LiveIndicator({ className = "" }: { className?: string }) {
  const state = useSyncExternalStore<LiveState | null>(
    (changed) => tabStream().watch(changed),
    () => tabStream().state,
    () => null,
  );
  const look = state && looks[state];
  return (
    <span aria-live="polite" className={`inline-flex items-center gap-1.5 text-xs ${className}`}>
      {look && (
        <span className={`inline-flex items-center gap-1.5 ${look.tone}`} title={look.meaning}>
          <look.Icon aria-hidden size={14} strokeWidth={2.25} />
          {look.word}
        </span>
      )}
    </span>
  );
}
