import { useFetchers, useMatches, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { LiveEvent, LiveState } from "#app/features/outbox/live-event.ts";
import { LiveReload } from "#app/features/outbox/live-reload.ts";
import { LiveStream } from "#app/features/outbox/live-stream.ts";
import { readSettled, rememberHeard } from "#app/features/outbox/seen-cursor.ts";
import { type Reads, toldAs } from "#app/lib/reads.ts";
import type { Topic } from "#db/schema.ts";

/** Milliseconds between two calls with events: a page draws at most ten times a second, its loads among them. */
const drawingMs = 300;
/** Who is called so late that more has piled up reads the latest; lists are loaded, not drawn from events. */
const mostPiled = 500;

let tab: { stream: LiveStream; reload: LiveReload } | undefined;

function thisTab() {
  tab ??= { stream: new LiveStream(), reload: new LiveReload(rememberHeard) };
  return tab;
}

/**
 * Once in the frame of pages that live: makes them load anew when an event touches a topic that one of their routes
 * declares in its `handle` (auth/route-handle.ts). `viewer` is whose pages they are, `position` the outbox's place read before their rows.
 */
export function LivePages({ viewer, position }: { viewer: string | null; position: string | null }) {
  const { revalidate, state } = useRevalidator();
  const navigation = useNavigation();
  const fetchers = useFetchers();
  const sends = navigation.state === "submitting" || fetchers.some((one) => one.state === "submitting");
  const busy =
    state === "loading" || navigation.state !== "idle" || fetchers.some((one) => one.state !== "idle");
  const wrote = useRef({ sent: false, cursor: "" });
  useEffect(() => {
    // The answer to an action says how far it wrote, and all loaders run after it: its echo is no news.
    if (wrote.current.sent && !sends) wrote.current.cursor = readSettled();
    wrote.current.sent = sends;
    thisTab().reload.setPage({ revalidate, busy, knownUpTo: wrote.current.cursor });
  });
  useEffect(() => thisTab().stream.follow(viewer, position), [viewer, position]);
  const handles = useMatches().map((match) => match.handle as Followed | undefined);
  const topics = handles.flatMap((handle) => handle?.topics ?? handle?.follows ?? []);
  const key = [...new Set(topics)].sort().join(",");
  useEffect(() => {
    if (key === "") return;
    const { stream, reload } = thisTab();
    const followed = key.split(",") as Reads[];
    const shown = () => reload.shown();
    document.addEventListener("visibilitychange", shown);
    window.addEventListener("online", shown);
    const stops = [
      reload.follow(followed),
      stream.subscribe({
        topics: [...new Set(followed.map(toldAs))],
        onEvents: (events) => reload.hear(events),
        onGap: () => reload.gap(),
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      document.removeEventListener("visibilitychange", shown);
      window.removeEventListener("online", shown);
    };
  }, [key]);
  return null;
}

interface Followed {
  topics?: readonly Reads[];
  follows?: readonly Reads[];
}

/** Calls `fn` with these topics' events, oldest first, at most three times a second and only while the tab is seen. */
export function useLiveEvents(topics: readonly Topic[], fn: (events: LiveEvent[]) => void): void {
  const latest = useRef(fn);
  latest.current = fn;
  const key = topics.join(",");
  useEffect(() => {
    if (key === "") return;
    let piled: LiveEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let drawnAt = Number.NEGATIVE_INFINITY;
    const draw = () => {
      timer = undefined;
      if (document.visibilityState === "hidden" || piled.length === 0) return;
      const events = piled;
      piled = [];
      drawnAt = performance.now();
      latest.current(events);
    };
    const soon = () => {
      timer ??= setTimeout(draw, Math.max(0, drawnAt + drawingMs - performance.now()));
    };
    document.addEventListener("visibilitychange", soon);
    const stop = thisTab().stream.subscribe({
      topics: key.split(",") as Topic[],
      onEvents: (events) => {
        piled = [...piled, ...events].slice(-mostPiled);
        soon();
      },
      onGap: () => undefined,
    });
    return () => {
      stop();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", soon);
    };
  }, [key]);
}

/** Whether this tab follows the world, and if not, since when. Null until the browser knows. */
export function useLiveState(): { state: LiveState; asOf: number | null } | null {
  const watch = (changed: () => void) => thisTab().stream.status.watch(changed);
  const state = useSyncExternalStore(
    watch,
    () => thisTab().stream.status.state,
    () => null,
  );
  const asOf = useSyncExternalStore(
    watch,
    () => thisTab().stream.status.asOf,
    () => null,
  );
  return state && { state, asOf };
}
